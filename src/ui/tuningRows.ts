import { tuningGain } from "../analysis/tuningGain.ts";
import type { TuningRow } from "../domain/result.ts";
import { formatPercent } from "../report/format.ts";
import { shapeText } from "./measurementRows.ts";
import { tuningWords as words } from "./words.ts";

const nameOf = ({ kernel, operation, dataType, shape }: TuningRow): string =>
  `${kernel ?? `${operation}-${dataType}`}, ${shapeText(shape)}`;

/** "2 of 3 timed, time ran out". */
const triedText = ({ candidates, search }: TuningRow): string => {
  const timed = candidates.filter(({ seconds }) => seconds !== undefined).length;
  return [
    `${timed} of ${candidates.length} timed`,
    ...(search === undefined ? [] : [words.searches[search]]),
  ].join(", ");
};

const wonText = (row: TuningRow): string => {
  const gain = tuningGain(row);
  return gain === undefined
    ? `${row.winner}${row.winner === row.candidates[0]?.variant ? `, ${words.standard}` : ""}`
    : `${row.winner}, ${formatPercent(gain)} ${words.faster}`;
};

/** Each reason once, after the variants that were left out for it. */
const droppedText = ({ dropped }: TuningRow): string =>
  [...new Set(dropped.map(({ reason }) => reason))]
    .map((reason) => {
      const variants = dropped.filter((each) => each.reason === reason);
      return `${variants.map(({ variant }) => variant).join(", ")}: ${reason}`;
    })
    .join(" ");

/** What the tuner tried for each kernel, what won, and what was left out and why. */
export const tuningRows = (tuning: readonly TuningRow[]): readonly (readonly string[])[] =>
  tuning.map((row) => [nameOf(row), triedText(row), wonText(row), droppedText(row)]);
