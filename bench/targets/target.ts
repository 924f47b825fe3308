import type { Result } from "../../src/domain/result.ts";

/** Of a share, 1 is all; seconds are the better the fewer they are. */
export type TargetUnit =
  "bytesPerSecond" | "flopsPerSecond" | "tokensPerSecond" | "seconds" | "share";

export interface Figure {
  readonly value: number;
  /** Of fewer layers than the model has; the whole follows from a line. */
  readonly extrapolated?: true;
}

/** One line of what the kernels are to reach on the device that they were first measured on. */
export interface Target {
  readonly what: string;
  /** Where a result document has it. */
  readonly field: string;
  readonly unit: TargetUnit;
  readonly accept: number;
  readonly stretch: number;
  /** Undefined where the document lacks it, or its output was wrong. */
  readonly measured: (result: Result) => Figure | undefined;
}

export type Standing = "stretch" | "accepted" | "below";

export const standingOf = (
  { unit, accept, stretch }: Pick<Target, "unit" | "accept" | "stretch">,
  { value }: Figure,
): Standing => {
  const reaches = (bound: number): boolean =>
    unit === "seconds" ? value <= bound : value >= bound;
  if (reaches(stretch)) return "stretch";
  return reaches(accept) ? "accepted" : "below";
};
