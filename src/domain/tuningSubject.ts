import type { Shape } from "./result.ts";

/**
 * What a tuner's choice holds for: a kernel at one shape. Streams of different lengths are alike, and
 * their lengths follow from measured rates, which no two runs share.
 */
export const tuningSubject = (kernel: string, shape: Shape): string =>
  "elements" in shape ? kernel : `${kernel} ${Object.values(shape).join("x")}`;
