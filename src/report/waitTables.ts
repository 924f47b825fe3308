import { lostPerDispatch } from "../analysis/dispatchLoss.ts";
import { stepBreakdowns, type StepShare } from "../analysis/stepBreakdown.ts";
import type { DecodeRow, Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { answerSeconds, type LatencyRow } from "../domain/waiting.ts";
import { cleanText } from "./cleanText.ts";
import { formatCount, formatPercent, formatSeconds, formatSignificant } from "./format.ts";
import { partName } from "./partNames.ts";
import { textTable, type Column } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

/** Columns of what one user waits for, for any kind of table. */
export const latencyColumns: readonly Column<LatencyRow>[] = [
  { heading: "model", cell: ({ model }) => cleanText(model) },
  { heading: "type", cell: ({ dataType }) => dataType },
  { heading: "prompt", align: "right", cell: ({ promptTokens }) => formatCount(promptTokens) },
  { heading: "answer", align: "right", cell: ({ answerTokens }) => formatCount(answerTokens) },
  {
    heading: "first token",
    align: "right",
    cell: ({ timeToFirstToken }) => formatSeconds(timeToFirstToken),
  },
  {
    heading: "each token",
    align: "right",
    cell: ({ timePerOutputToken }) => formatSeconds(timePerOutputToken),
  },
  { heading: "in all", align: "right", cell: (row) => formatSeconds(answerSeconds(row)) },
];

/** Whole steps whose tokens were also brought to the page one by one. */
const isChatted = (row: DecodeRow): boolean =>
  row.roundTripSecondsPerToken !== undefined && row.verification.status === "passed";

const chatText = (row: DecodeRow): string =>
  `  ${cleanText(row.model)} ${row.dataType}, one token at a time as a chat page gets them: ${formatSeconds(row.roundTripSecondsPerToken)} each (${formatSignificant(1 / (row.roundTripSecondsPerToken ?? 1))} tokens/s).`;

const lossText = (row: DecodeRow, lost: Seconds): string =>
  `  ${cleanText(row.model)} ${row.dataType} at ${formatCount(row.contextTokens)} tokens: each of ${formatCount(row.dispatches)} dispatches loses ${formatSeconds(lost)} beyond the step's bytes at the memory ceiling.`;

/** What one user waits for; empty where it was not measured. */
export const latencyTable = (
  { latency = [], decode, ceilings }: Result,
  width: number,
): readonly string[] => [
  ...(latency.length === 0 ? [] : textTable(latencyColumns, latency, width)),
  ...decode.filter(isChatted).flatMap((row) => wrapText(chatText(row), width, 2)),
  ...decode.flatMap((row) => {
    const lost = lostPerDispatch(row, ceilings);
    return lost === undefined ? [] : wrapText(lossText(row, lost), width, 2);
  }),
];

const shareColumns: readonly Column<StepShare>[] = [
  { heading: "without", cell: ({ part }) => partName(part) },
  {
    heading: "a step is shorter by",
    align: "right",
    cell: ({ secondsPerStep }) => formatSeconds(secondsPerStep),
  },
  {
    heading: "from",
    align: "right",
    expendable: 1,
    cell: ({ low }) => formatSeconds(low),
  },
  { heading: "to", align: "right", expendable: 1, cell: ({ high }) => formatSeconds(high) },
  { heading: "share", align: "right", cell: ({ share }) => formatPercent(share) },
];

/** Where the time of each step that was taken apart goes; empty where none was. */
export const breakdownTables = (result: Result, width: number): readonly string[] =>
  stepBreakdowns(result).flatMap(({ model, dataType, contextTokens, secondsPerStep, parts }) => {
    const context =
      contextTokens === undefined ? "" : `, ${formatCount(contextTokens)} tokens of context`;
    return [
      ...wrapText(
        `  ${cleanText(model)} ${dataType}${context}: ${formatSeconds(secondsPerStep)} a step`,
        width,
        2,
      ),
      ...textTable(shareColumns, parts, width),
    ];
  });
