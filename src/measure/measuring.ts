import type { AdapterKind } from "../domain/capabilities.ts";
import type { Skipped, TuningRow, Warning } from "../domain/result.ts";
import type { Clock } from "./clock.ts";
import type { GpuContext } from "./gpuContext.ts";
import type { Pause } from "./pause.ts";
import type { SamplerOptions } from "./samplerOptions.ts";
import type { Tuner } from "./tuner.ts";

/** What every measurement of a run is given. */
export interface Measuring {
  readonly context: GpuContext;
  readonly adapterKind: AdapterKind;
  readonly clock: Clock;
  readonly sampling: SamplerOptions;
  readonly tuner: Tuner;
  readonly signal: AbortSignal;
  readonly pause: Pause;
}

export type Measured<Row> =
  | {
      readonly status: "measured";
      readonly row: Row;
      readonly warnings: readonly Warning[];
      readonly tuning?: TuningRow;
    }
  | { readonly status: "skipped"; readonly skipped: Skipped }
  /** The timestamps cannot be believed: measure everything by the wall clock. */
  | { readonly status: "timestamps-broken"; readonly message: string };
