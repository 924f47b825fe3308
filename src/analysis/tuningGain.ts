import type { TuningRow } from "../domain/result.ts";
import type { Fraction } from "../domain/units.ts";

/** By how much the winner is faster than the default; undefined where the default was kept or not timed. */
export const tuningGain = ({ candidates, winner }: TuningRow): Fraction | undefined => {
  const secondsOf = (id: string | undefined): number | undefined =>
    candidates.find(({ variant }) => variant === id)?.seconds;
  const standard = candidates[0]?.variant;
  const [before, after] = [secondsOf(standard), secondsOf(winner)];
  return standard === winner || !before || !after ? undefined : before / after - 1;
};
