import type { Environment } from "../domain/capabilities.ts";
import type { ComputePath } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import type {
  Ceilings,
  DecodeRow,
  KernelRow,
  Phase,
  PrefillRow,
  Residency,
  Warning,
} from "../domain/result.ts";
import type { BytesPerSecond, Flops, TokensPerSecond } from "../domain/units.ts";
import type { Ratio } from "./ratio.ts";

/** What the picture is drawn from: a whole result, or a run so far. */
export interface WallInput {
  /** Undefined until the run has said what it runs on. */
  readonly environment: Environment | undefined;
  readonly ceilings: Ceilings;
  readonly kernels: readonly KernelRow[];
  readonly decode: readonly DecodeRow[];
  readonly prefill: readonly PrefillRow[];
  readonly warnings: readonly Warning[];
  /** While the run goes on, single kernels stand in for models that are still to come. */
  readonly isRunning?: boolean;
}

/** One phase's work and time, whichever row they come from. */
export interface Rated {
  readonly phase: Phase;
  readonly tokens: number;
  readonly model: string | undefined;
  readonly flops: Flops;
  readonly seconds: Interval;
  readonly bytesPerSecond: BytesPerSecond | undefined;
  readonly tokensPerSecond: TokensPerSecond | undefined;
  readonly path: ComputePath;
  /** Where the weights came from; of the cache, memory's ceiling says nothing. */
  readonly residency: Residency;
  /** The row itself where it is a decode row. */
  readonly decode: DecodeRow | undefined;
}

const ofPrefill = (row: PrefillRow): Rated => ({
  phase: "prefill",
  tokens: row.promptTokens,
  model: row.model,
  flops: row.flops,
  seconds: row.seconds,
  bytesPerSecond: row.bytesPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  path: row.ceiling,
  residency: row.residency,
  decode: undefined,
});

const ofDecode = (row: DecodeRow): Rated => ({
  phase: "decode",
  tokens: 1,
  model: row.model,
  flops: row.flopsPerStep,
  seconds: row.secondsPerStep,
  bytesPerSecond: row.bytesPerSecond,
  tokensPerSecond: row.tokensPerSecond,
  path: row.ceiling,
  residency: row.residency,
  decode: row,
});

const isSixteenBit = ({ dataType }: { readonly dataType: string }): boolean => dataType === "f16";
const isPassed = ({ verification }: Pick<KernelRow, "verification">): boolean =>
  verification.status === "passed";

/** The kernel nearest to its ceiling stands for its phase while the model is still to come. */
const ofKernels = (input: WallInput, phase: Phase): Rated | undefined => {
  if (!input.isRunning) return undefined;
  const rows = input.kernels.filter(
    (row) =>
      row.phase === phase &&
      row.operation === (phase === "prefill" ? "gemm" : "gemv") &&
      row.residency === "memory" &&
      isSixteenBit(row) &&
      isPassed(row),
  );
  const best = rows.toSorted((a, b) => (b.flopsPerSecond ?? 0) - (a.flopsPerSecond ?? 0))[0];
  if (best?.seconds === undefined) return undefined;
  return {
    phase,
    tokens: "m" in best.shape ? best.shape.m : 1,
    model: undefined,
    flops: best.flops,
    seconds: best.seconds,
    bytesPerSecond: best.bytesPerSecond,
    tokensPerSecond: undefined,
    path: best.ceiling,
    residency: best.residency,
    decode: undefined,
  };
};

const largest = <Row>(rows: readonly Row[], size: (row: Row) => number): Row | undefined =>
  rows.toSorted((a, b) => size(b) - size(a))[0];

/** Prompts of R: of several lengths the nearest to it stands for reading. */
const standardPromptTokens = 512;

/** Of each model the row that stands for it: whole steps before weights alone, then the smallest by `far`. */
const standing = <Row extends DecodeRow | PrefillRow>(
  rows: readonly Row[],
  far: (row: Row) => number,
): readonly Row[] => {
  const rank = (row: Row): number => (row.includes === "step" ? 0 : 1);
  const best = new Map<string, Row>();
  for (const row of rows.filter((each) => isSixteenBit(each) && isPassed(each))) {
    const known = best.get(row.model);
    const order = known && (rank(row) - rank(known) || far(row) - far(known));
    if (order === undefined || order < 0) best.set(row.model, row);
  }
  return [...best.values()];
};

/** The row that stands for a phase: R's own, else the largest model, else a kernel. */
export const ratedOf = (
  input: WallInput,
  phase: Phase,
  ratio: Ratio | undefined,
): Rated | undefined => {
  if (phase === "prefill") {
    if (ratio?.status === "known") return ofPrefill(ratio.prefill);
    const far = ({ promptTokens }: PrefillRow): number =>
      Math.abs(promptTokens - standardPromptTokens);
    const row = largest(standing(input.prefill, far), ({ flops }) => flops);
    return row ? ofPrefill(row) : ofKernels(input, phase);
  }
  if (ratio?.status === "known") return ofDecode(ratio.decode);
  const single = input.decode.filter(({ batch }) => batch === 1);
  const row = largest(
    standing(single, ({ contextTokens }) => contextTokens),
    ({ bytesPerStep }) => bytesPerStep,
  );
  return row ? ofDecode(row) : ofKernels(input, phase);
};

/** Whether a 16-bit kernel or model of the phase gave wrong results. */
export const hasFailed = (input: WallInput, phase: Phase): boolean => {
  const models = phase === "prefill" ? input.prefill : input.decode;
  const kernels = input.kernels.filter((row) => row.phase === phase && row.operation !== "other");
  return [...models, ...kernels].some((row) => isSixteenBit(row) && !isPassed(row));
};
