import type { Failure } from "./failure.ts";
import type {
  BatchRow,
  CachePoint,
  Ceilings,
  DecodeRow,
  KernelRow,
  PrefillRow,
  Result,
  Skipped,
  Warning,
} from "./result.ts";
import type { Environment } from "./capabilities.ts";
import type { Bytes, Fraction, Seconds } from "./units.ts";

/** What a run says while it goes on, in order; each finished measurement comes once. */
export type RunEvent =
  | { readonly kind: "started"; readonly environment: Environment }
  | {
      readonly kind: "progress";
      /** What is measured now, to follow "now: ". */
      readonly now: string;
      /** Why, to follow "because ". */
      readonly because: string;
      readonly fraction: Fraction;
      readonly secondsLeft?: Seconds;
      /** GPU memory that this step holds; the page's journal notes it, should the browser end the tab. */
      readonly bytes?: Bytes;
    }
  | { readonly kind: "paused"; readonly because: string }
  | { readonly kind: "kernel"; readonly row: KernelRow }
  | { readonly kind: "decode"; readonly row: DecodeRow }
  | { readonly kind: "prefill"; readonly row: PrefillRow }
  | { readonly kind: "batch"; readonly row: BatchRow }
  | { readonly kind: "skipped"; readonly skipped: Skipped }
  | { readonly kind: "cachePoint"; readonly point: CachePoint }
  /** All ceilings as they stand; replaces those told before. */
  | { readonly kind: "ceilings"; readonly ceilings: Ceilings }
  | { readonly kind: "warning"; readonly warning: Warning }
  | { readonly kind: "heartbeat" };

/** How a run stands, as elements draw it. */
export type RunState =
  | { readonly status: "idle" }
  | { readonly status: "running"; readonly events: readonly RunEvent[] }
  | { readonly status: "failed"; readonly failure: Failure; readonly partial?: Result }
  | { readonly status: "done"; readonly result: Result };
