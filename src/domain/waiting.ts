import type { DataType } from "./dataType.ts";
import type { Seconds } from "./units.ts";

/** What one user waits for: a prompt read, then an answer written token by token. */
export interface LatencyRow {
  readonly model: string;
  readonly dataType: DataType;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Prefill with the head for the prompt's last token, which is the answer's first. */
  readonly timeToFirstToken: Seconds;
  /** A decode step at the contexts that the answer grows through. */
  readonly timePerOutputToken: Seconds;
}

/** Parts of a decode step, in the order in which a token meets them; `residual` is what no part explains. */
export const stepParts = [
  "embedding",
  "norms",
  "qkv",
  "rotation",
  "attention",
  "attentionOutput",
  "router",
  "feedForward",
  "head",
  "argmax",
  "residual",
] as const;
export type StepPart = (typeof stepParts)[number];

/** What a decode step for one user is shorter by without one part. */
export interface BreakdownRow {
  readonly model: string;
  readonly dataType: DataType;
  /** A `StepPart`, or one that a later version of the program knows. */
  readonly part: string;
  /** Tokens that the step sees; undefined where the document does not say. */
  readonly contextTokens?: number;
  /** Signed: leaving a part out can make the rest slower, and the residual can be below 0. */
  readonly secondsPerStep: Seconds;
  readonly low: Seconds;
  readonly high: Seconds;
}

/** Seconds until the whole answer is there: its first token comes with the prompt's last. */
export const answerSeconds = ({
  answerTokens,
  timeToFirstToken,
  timePerOutputToken,
}: LatencyRow): Seconds => timeToFirstToken + (answerTokens - 1) * timePerOutputToken;
