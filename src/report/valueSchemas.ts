import * as v from "valibot";
import { cleanText, labelLength, sentenceLength } from "./cleanText.ts";

/** Finite, from 0 to a bound that no device of this decade comes near. */
const upTo = (bound: number) => v.pipe(v.number(), v.minValue(0), v.maxValue(bound));

const integerUpTo = (bound: number, least = 0) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(bound));

/** A duration of 0 would make every rate infinite. */
const positiveSeconds = v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6));

export const seconds = upTo(1e6);
/** A difference of two durations. */
export const secondsDifference = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));
export const bytes = upTo(1e18);
export const flops = upTo(1e21);
export const bytesPerSecond = upTo(1e16);
export const flopsPerSecond = upTo(1e19);
export const tokensPerSecond = upTo(1e12);
export const intensity = upTo(1e12);
/** A share that cannot be more than the whole. */
export const share = upTo(1);
/** A share of a measured ceiling, which noise or a faster state of the device can exceed. */
export const fractionOfCeiling = upTo(1e3);
/** How often a quantity contains another. */
export const ratio = upTo(1e3);
/** A failed check may have found anything finite. */
export const error = upTo(Number.MAX_VALUE);
export const size = integerUpTo(1e12);
export const count = integerUpTo(1e9);
/** What others are divided by. */
export const positiveCount = integerUpTo(1e9, 1);
export const seed = integerUpTo(Number.MAX_SAFE_INTEGER);
export const limit = upTo(1e18);

export const label = v.pipe(
  v.string(),
  v.transform((text) => cleanText(text, labelLength)),
);
export const sentence = v.pipe(
  v.string(),
  v.transform((text) => cleanText(text, sentenceLength)),
);

export const list = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.maxLength(10_000));

/** What a warning or failure adds for programs to read; its numbers may be differences. */
export const data = v.pipe(
  v.record(
    label,
    v.union([
      sentence,
      v.pipe(v.number(), v.minValue(-Number.MAX_VALUE), v.maxValue(Number.MAX_VALUE)),
      v.boolean(),
    ]),
  ),
  v.maxEntries(100),
);

export const interval = v.pipe(
  v.object({
    median: positiveSeconds,
    low: positiveSeconds,
    high: positiveSeconds,
    samples: list(seconds),
  }),
  v.check(
    ({ median, low, high }) => low <= median && median <= high,
    "low ≤ median ≤ high must hold",
  ),
);
