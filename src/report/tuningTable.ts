import { tuningGain } from "../analysis/tuningGain.ts";
import type { Result, TuningRow } from "../domain/result.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { formatCount, formatPercent, formatSeconds } from "./format.ts";
import { shapeText } from "./rowTables.ts";
import { textTable, type Column } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

const nameOf = ({ kernel, operation, dataType }: TuningRow): string =>
  cleanText(kernel ?? `${operation}-${dataType}`);

/** By how much the winner is faster than the default. */
const gain = (row: TuningRow): string => {
  const share = tuningGain(row);
  return share === undefined ? "-" : `+${formatPercent(share)}`;
};

const searchWords: Readonly<Record<NonNullable<TuningRow["search"]>, string>> = {
  finished: "all tried",
  "out-of-time": "time ran out",
  remembered: "remembered",
};

const columns: readonly Column<TuningRow>[] = [
  { heading: "kernel", cell: nameOf },
  { heading: "shape", expendable: 2, cell: ({ shape }) => shapeText(shape) },
  { heading: "variant", cell: ({ winner }) => cleanText(winner) },
  { heading: "over default", align: "right", cell: gain },
  {
    heading: "timed",
    align: "right",
    expendable: 4,
    cell: ({ candidates }) =>
      formatCount(candidates.filter(({ seconds }) => seconds !== undefined).length),
  },
  { heading: "search", expendable: 3, cell: ({ search }) => (search ? searchWords[search] : "-") },
  {
    heading: "took",
    align: "right",
    expendable: 5,
    cell: ({ secondsSpent }) => formatSeconds(secondsSpent),
  },
];

/** Each reason once, with the variants that were left out for it. */
const droppedLines = (rows: readonly TuningRow[], width: number): readonly string[] => {
  const namesFor = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const { variant, reason } of row.dropped) {
      const names = namesFor.get(reason) ?? new Set();
      namesFor.set(reason, names.add(`${nameOf(row)} ${cleanText(variant)}`));
    }
  }
  return [...namesFor].flatMap(([reason, names]) =>
    wrapText(
      `  - left out: ${[...names].join(", ")} (${cleanText(reason, sentenceLength)})`,
      width,
      4,
    ),
  );
};

/** Which variant of each kernel was measured, and how it was found; empty where nothing was tried. */
export const tuningTable = ({ tuning }: Result, width: number): readonly string[] =>
  tuning.length === 0 ? [] : [...textTable(columns, tuning, width), ...droppedLines(tuning, width)];
