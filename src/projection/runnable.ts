import { bestComputeCeiling } from "../analysis/derive.ts";
import { boundSeconds } from "../analysis/roofline.ts";
import type { DataType } from "../domain/dataType.ts";
import type { ForwardModel } from "../domain/forwardModel.ts";
import { cacheBytes, storedWeightBytes } from "../domain/modelBytes.ts";
import type { Result } from "../domain/result.ts";
import { decodeStepWork, prefillStepWork } from "../domain/stepWork.ts";
import type { Bytes, Seconds, TokensPerSecond } from "../domain/units.ts";
import type { Work } from "../domain/work.ts";

/** How wide weights are stored, as a visitor chooses it. */
export const storedBits = [16, 8, 4] as const;
export type StoredBits = (typeof storedBits)[number];

/** Tokens of the prompt whose reading is timed; the cache must hold as many. */
export const promptTokens = 4096;
/** Tokens of context at which writing is timed. */
export const contextTokens = 512;

/** Measured as it stands, or what the run's ceilings allow at best. */
export type Basis = "measured" | "ceilings";

/** How long one user waits, from the best for whom to the worst. */
export const paces = ["faster", "usable", "slow"] as const;
export type Pace = (typeof paces)[number];

/** Silent reading: 238 words a minute (Brysbaert, Journal of Memory and Language 109, 2019), 4/3 tokens a word. */
export const readersTokensPerSecond: TokensPerSecond = ((238 / 60) * 4) / 3;
/** Up to here attention stays with a task (Nielsen, Usability Engineering, 1993). */
export const patientSeconds: Seconds = 10;
/** An agent reads as much again at every turn. */
export const longestSeconds: Seconds = 60;

/** A model at one width on the visitor's GPU. */
export interface Runnable {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  /** Weights, and the keys and values of one prompt. */
  readonly bytes: Bytes;
  /** Undefined where the memory is not known. */
  readonly fits: boolean | undefined;
  /** The widest storage at which it fits; undefined where it never does. */
  readonly fitsAt: StoredBits | undefined;
  /** Undefined where nothing was measured that it could follow from. */
  readonly writing:
    { readonly tokensPerSecond: TokensPerSecond; readonly basis: Basis } | undefined;
  readonly reading: { readonly seconds: Seconds; readonly basis: Basis } | undefined;
  /** Undefined unless both are known; `basis` is `ceilings` where either is. */
  readonly pace: { readonly pace: Pace; readonly basis: Basis } | undefined;
}

/** What is read of a run. */
export type RunnableInput = Pick<Result, "ceilings" | "decode" | "prefill" | "latency">;

/** At 4 bits a mixture of experts is stored as gpt-oss is published: its experts narrow, the rest 16 bits. */
export const storedAs = ({ experts }: ForwardModel, bits: StoredBits): DataType =>
  bits === 16 ? "f16" : bits === 8 ? "int8" : experts ? "mxfp4" : "int4";

export const neededBytes = (model: ForwardModel, bits: StoredBits): Bytes =>
  storedWeightBytes(model, storedAs(model, bits)) + cacheBytes(model, promptTokens);

const boundOf = (
  { ceilings }: RunnableInput,
  dataType: DataType,
  work: Work,
): Seconds | undefined => {
  const bytesPerSecond = ceilings.memory?.bytesPerSecond;
  const flopsPerSecond = bestComputeCeiling(ceilings, dataType);
  return bytesPerSecond === undefined || flopsPerSecond === undefined
    ? undefined
    : boundSeconds({ bytesPerSecond, flopsPerSecond }, work);
};

/** A whole step at the context asked for, else the nearest shorter than the prompt. */
const measuredStep = (
  { decode }: RunnableInput,
  model: ForwardModel,
  dataType: DataType,
): Seconds | undefined =>
  decode
    .filter(
      (row) =>
        row.model === model.id &&
        row.dataType === dataType &&
        row.includes === "step" &&
        row.batch === 1 &&
        row.contextTokens <= promptTokens &&
        row.verification.status === "passed",
    )
    .toSorted(
      (a, b) =>
        Math.abs(a.contextTokens - contextTokens) - Math.abs(b.contextTokens - contextTokens),
    )[0]?.secondsPerStep.median;

const measuredPrompt = (
  { prefill, latency = [] }: RunnableInput,
  model: ForwardModel,
  dataType: DataType,
): Seconds | undefined => {
  const isSame = (row: {
    readonly model: string;
    readonly dataType: DataType;
    readonly promptTokens: number;
  }): boolean =>
    row.model === model.id && row.dataType === dataType && row.promptTokens === promptTokens;
  const row = prefill.find(
    (each) => isSame(each) && each.includes === "step" && each.verification.status === "passed",
  );
  return row?.seconds.median ?? latency.find(isSame)?.timeToFirstToken;
};

const withBasis = (
  measured: Seconds | undefined,
  bound: () => Seconds | undefined,
): { readonly seconds: Seconds; readonly basis: Basis } | undefined => {
  if (measured !== undefined) return { seconds: measured, basis: "measured" };
  const seconds = bound();
  return seconds === undefined ? undefined : { seconds, basis: "ceilings" };
};

/** How a speed feels to one user. */
export const paceOf = (tokensPerSecond: TokensPerSecond, promptSeconds: Seconds): Pace => {
  if (tokensPerSecond < readersTokensPerSecond || promptSeconds > longestSeconds) return "slow";
  return promptSeconds <= patientSeconds ? "faster" : "usable";
};

/** What a model at one width needs and gives on the GPU of a run; without a run only what it needs. */
export const runnableOf = (
  input: RunnableInput | undefined,
  model: ForwardModel,
  bits: StoredBits,
  memoryBytes: Bytes | undefined,
): Runnable => {
  const dataType = storedAs(model, bits);
  const bytes = neededBytes(model, bits);
  const step =
    input &&
    withBasis(measuredStep(input, model, dataType), () =>
      boundOf(input, dataType, decodeStepWork(model, dataType, { batch: 1, contextTokens })),
    );
  const reading =
    input &&
    withBasis(measuredPrompt(input, model, dataType), () =>
      boundOf(input, dataType, prefillStepWork(model, dataType, { promptTokens })),
    );
  const writing = step && { tokensPerSecond: 1 / step.seconds, basis: step.basis };
  const isMeasured = writing?.basis === "measured" && reading?.basis === "measured";
  return {
    model,
    dataType,
    bytes,
    fits: memoryBytes === undefined ? undefined : bytes <= memoryBytes,
    fitsAt:
      memoryBytes === undefined
        ? undefined
        : storedBits.find((width) => neededBytes(model, width) <= memoryBytes),
    writing,
    reading,
    pace: writing &&
      reading && {
        pace: paceOf(writing.tokensPerSecond, reading.seconds),
        basis: isMeasured ? "measured" : "ceilings",
      },
  };
};
