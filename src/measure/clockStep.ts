import type { Seconds } from "../domain/units.ts";
import type { WallTime } from "./clock.ts";

/** Below this a clock is fine for everything here, and its readings carry rounding of their own. */
const fineNanoseconds = 1000;

/** Euclid's algorithm for values that are a little off: a remainder that small is none. */
const commonStep = (a: number, b: number): number => {
  let [larger, smaller] = [Math.max(a, b), Math.min(a, b)];
  while (smaller > fineNanoseconds) {
    const rest = larger % smaller;
    [larger, smaller] = [smaller, Math.min(rest, smaller - rest)];
  }
  return larger;
};

/**
 * The step of a clock in which these durations were read: what all of them are multiples of, if that
 * is a microsecond or more, else the smallest difference. Undefined where none is above zero.
 */
export const stepOfDurations = (nanoseconds: readonly number[]): Seconds | undefined => {
  const distinct = [...new Set(nanoseconds.filter((duration) => duration > 0))].toSorted(
    (a, b) => a - b,
  );
  const [first, ...others] = distinct;
  if (first === undefined) return undefined;
  const common = others.reduce(commonStep, first);
  if (common > fineNanoseconds) return common / 1e9;
  const differences = others.map((duration, index) => duration - (distinct[index] ?? 0));
  return Math.min(first, ...differences) / 1e9;
};

const stepsToSee = 8;
const longestWait: Seconds = 0.4;

/**
 * Smallest positive step between readings; undefined where the clock stands still for all of them: by
 * default for about a second.
 */
export const wallStep = ({ now }: WallTime, mostReadings = 20_000_000): Seconds | undefined => {
  const began = now();
  let last = began;
  let smallest: Seconds | undefined;
  for (let reading = 0, steps = 0; reading < mostReadings && steps < stepsToSee; reading += 1) {
    const time = now();
    if (time > last) {
      smallest = Math.min(smallest ?? Infinity, time - last);
      steps += 1;
      last = time;
      if (time - began > longestWait) break;
    }
  }
  return smallest;
};
