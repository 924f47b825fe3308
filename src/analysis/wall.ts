import type { ComputePath } from "../domain/dataType.ts";
import type { Ceilings, DecodeRow, Phase, PrefillRow } from "../domain/result.ts";
import type { FlopsPerSecond, Fraction, TokensPerSecond } from "../domain/units.ts";
import type { Share } from "./litCells.ts";
import { isSoftware, ratioOf, type Ratio } from "./ratio.ts";
import { hasFailed, ratedOf, type Rated, type WallInput } from "./wallRows.ts";

export const gaps = ["software", "failed", "not-measured"] as const;
/** Why a figure is missing. */
export type Gap = (typeof gaps)[number];

/** How busy one phase keeps the two ceilings. */
export interface Busy {
  readonly status: "known";
  /** Tokens of the prompt, or 1. */
  readonly tokens: number;
  /** At once, each with that many tokens. */
  readonly users: number;
  /** Undefined: a single kernel stands in until the model is measured. */
  readonly model: string | undefined;
  /** Undefined until this run's peak on the reading path is known. */
  readonly arithmetic: Share | undefined;
  /** Undefined until memory's ceiling is known, and where the weights stay in the cache. */
  readonly memory: Fraction | undefined;
  readonly tokensPerSecond: TokensPerSecond | undefined;
  /** The decode row behind the figures; undefined for reading and while a kernel stands in. */
  readonly row: DecodeRow | undefined;
}
export type PhaseFigures = Busy | { readonly status: "unknown"; readonly reason: Gap };

/** One denominator for both phases: the best arithmetic of this run on the path that reads. */
export interface Peak {
  readonly flopsPerSecond: FlopsPerSecond;
  readonly path: ComputePath;
}

export interface WallRatio {
  readonly status: "known";
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly model: string;
  readonly prefill: PrefillRow;
  readonly decode: DecodeRow;
}

/** Everything that the Wall card says. */
export interface Wall {
  readonly ratio: WallRatio | { readonly status: "unknown"; readonly reason: Gap };
  readonly peak: Peak | undefined;
  readonly reading: PhaseFigures;
  readonly writing: PhaseFigures;
}

const busyOf = (rated: Rated, peak: Peak | undefined, ceilings: Ceilings): Busy => {
  const share = (seconds: number): Fraction | undefined =>
    peak && rated.flops / seconds / peak.flopsPerSecond;
  const [median, low, high] = [
    share(rated.seconds.median),
    share(rated.seconds.high),
    share(rated.seconds.low),
  ];
  const { memory } = ceilings;
  return {
    status: "known",
    tokens: rated.tokens,
    users: rated.decode?.batch ?? 1,
    model: rated.model,
    arithmetic:
      median !== undefined && low !== undefined && high !== undefined
        ? { median, low, high }
        : undefined,
    memory:
      memory && rated.residency === "memory" && rated.bytesPerSecond !== undefined
        ? rated.bytesPerSecond / memory.bytesPerSecond
        : undefined,
    tokensPerSecond: rated.tokensPerSecond,
    row: rated.decode,
  };
};

/** R with the widest interval that its two rows' intervals allow. */
const wallRatio = ({
  ratio,
  model,
  prefill,
  decode,
}: Extract<Ratio, { status: "known" }>): WallRatio => ({
  status: "known",
  median: ratio,
  low: (prefill.promptTokens * decode.secondsPerStep.low) / prefill.seconds.high,
  high: (prefill.promptTokens * decode.secondsPerStep.high) / prefill.seconds.low,
  model,
  prefill,
  decode,
});

/** The Wall card's figures, at 16 bits and for one user; what is missing says why. */
export const wallOf = (input: WallInput): Wall => {
  const { environment, ceilings, warnings } = input;
  if (environment && isSoftware({ environment, warnings })) {
    const unknown = { status: "unknown", reason: "software" } as const;
    return { ratio: unknown, peak: undefined, reading: unknown, writing: unknown };
  }
  const ratio = environment && ratioOf({ ...input, environment });
  const reading = ratedOf(input, "prefill", ratio);
  const writing = ratedOf(input, "decode", ratio);
  const path = reading?.path ?? writing?.path;
  const ceiling = path && ceilings.compute[path];
  const peak = path && ceiling && { path, flopsPerSecond: ceiling.flopsPerSecond };
  const gap = (phase: Phase): Gap => (hasFailed(input, phase) ? "failed" : "not-measured");
  const figures = (rated: Rated | undefined, phase: Phase): PhaseFigures =>
    rated ? busyOf(rated, peak, ceilings) : { status: "unknown", reason: gap(phase) };
  return {
    ratio:
      ratio?.status === "known"
        ? wallRatio(ratio)
        : {
            status: "unknown",
            reason:
              hasFailed(input, "prefill") || hasFailed(input, "decode") ? "failed" : "not-measured",
          },
    peak,
    reading: figures(reading, "prefill"),
    writing: figures(writing, "decode"),
  };
};
