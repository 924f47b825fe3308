import type { Environment } from "../domain/capabilities.ts";
import type { RunEvent } from "../domain/events.ts";
import type {
  BatchRow,
  CachePoint,
  Ceilings,
  DecodeRow,
  KernelRow,
  PrefillRow,
  Skipped,
  Warning,
} from "../domain/result.ts";
import type { Fraction, Seconds } from "../domain/units.ts";

/** What a run has said so far, as one state to draw. */
export interface LiveRun {
  readonly environment: Environment | undefined;
  /** What is measured now and why; undefined before the first measurement. */
  readonly current: { readonly now: string; readonly because: string } | undefined;
  readonly fraction: Fraction;
  readonly secondsLeft: Seconds | undefined;
  /** Why the run waits; undefined while it goes on. */
  readonly pausedBecause: string | undefined;
  readonly ceilings: Ceilings;
  readonly kernels: readonly KernelRow[];
  readonly decode: readonly DecodeRow[];
  readonly prefill: readonly PrefillRow[];
  readonly batchSweep: readonly BatchRow[];
  readonly skipped: readonly Skipped[];
  readonly cacheCurve: readonly CachePoint[];
  readonly warnings: readonly Warning[];
}

export const nothingYet: LiveRun = {
  environment: undefined,
  current: undefined,
  fraction: 0,
  secondsLeft: undefined,
  pausedBecause: undefined,
  ceilings: { compute: {} },
  kernels: [],
  decode: [],
  prefill: [],
  batchSweep: [],
  skipped: [],
  cacheCurve: [],
  warnings: [],
};

/** A group that is measured again tells its rows again: the later one counts. */
const withRow = <Row>(
  rows: readonly Row[],
  row: Row,
  same: (a: Row, b: Row) => boolean,
): readonly Row[] => [...rows.filter((each) => !same(each, row)), row];

const sameKernel = (a: KernelRow, b: KernelRow): boolean =>
  a.id === b.id && JSON.stringify(a.shape) === JSON.stringify(b.shape);

const sameModel = (
  a: Pick<DecodeRow, "model" | "dataType">,
  b: Pick<DecodeRow, "model" | "dataType">,
): boolean => a.model === b.model && a.dataType === b.dataType;

const sameUsers = (a: BatchRow, b: BatchRow): boolean =>
  sameModel(a, b) && a.batch === b.batch && a.contextTokens === b.contextTokens;

const sameSet = (a: CachePoint, b: CachePoint): boolean => a.workingSetBytes === b.workingSetBytes;

/** One event further. Anything but a heartbeat ends a pause. */
export const foldEvent = (live: LiveRun, event: RunEvent): LiveRun => {
  const going = { ...live, pausedBecause: undefined };
  switch (event.kind) {
    case "started":
      return { ...going, environment: event.environment };
    case "progress":
      return {
        ...going,
        current: { now: event.now, because: event.because },
        fraction: Math.max(live.fraction, event.fraction), // a rerun group must not run the bar back
        secondsLeft: event.secondsLeft,
      };
    case "paused":
      return { ...live, pausedBecause: event.because };
    case "kernel":
      return { ...going, kernels: withRow(live.kernels, event.row, sameKernel) };
    case "decode":
      return { ...going, decode: withRow(live.decode, event.row, sameModel) };
    case "prefill":
      return { ...going, prefill: withRow(live.prefill, event.row, sameModel) };
    case "batch":
      return { ...going, batchSweep: withRow(live.batchSweep, event.row, sameUsers) };
    case "skipped":
      return { ...going, skipped: [...live.skipped, event.skipped] };
    case "cachePoint":
      return { ...going, cacheCurve: withRow(live.cacheCurve, event.point, sameSet) };
    case "ceilings":
      return { ...going, ceilings: event.ceilings };
    case "warning":
      return { ...live, warnings: [...live.warnings, event.warning] };
    case "heartbeat":
      return live;
  }
};

/** Everything that a run has said, folded. */
export const liveRun = (events: readonly RunEvent[]): LiveRun =>
  events.reduce(foldEvent, nothingYet);
