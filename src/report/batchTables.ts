import { batchSeries, ceilingShares, type BatchSeries } from "../analysis/batchSeries.ts";
import type { BatchRow, Result } from "../domain/result.ts";
import type { Fraction } from "../domain/units.ts";
import { cleanText } from "./cleanText.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatCount,
  formatInterval,
  formatPercent,
  formatSignificant,
} from "./format.ts";
import { textTable, type Column } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

const shareText = (share: Fraction | undefined): string =>
  share === undefined ? "-" : formatPercent(share);

const batchColumns = ({ ceilings }: Result): readonly Column<BatchRow>[] => [
  { heading: "users", align: "right", cell: ({ batch }) => formatCount(batch) },
  {
    heading: "tokens/s in all",
    align: "right",
    cell: ({ tokensPerSecond }) => formatSignificant(tokensPerSecond),
  },
  {
    heading: "each",
    align: "right",
    cell: ({ tokensPerSecond, batch }) => formatSignificant(tokensPerSecond / batch),
  },
  {
    heading: "a layer",
    align: "right",
    expendable: 1,
    cell: ({ seconds }) => formatInterval(seconds),
  },
  {
    heading: "rate",
    align: "right",
    cell: ({ bytesPerSecond }) => formatBytesPerSecond(bytesPerSecond),
  },
  { heading: "bytes", align: "right", cell: ({ bytes }) => formatBytes(bytes) },
  {
    heading: "memory",
    align: "right",
    cell: (row) =>
      row.residency === "cache" ? "cache" : shareText(ceilingShares(row, ceilings).memory),
  },
  {
    heading: "arithmetic",
    align: "right",
    cell: (row) => shareText(ceilingShares(row, ceilings).arithmetic),
  },
  { heading: "path", expendable: 3, cell: ({ ceiling }) => ceiling },
  {
    heading: "kernel",
    expendable: 2,
    cell: ({ kernel, variant }) => cleanText(`${kernel} ${variant}`),
  },
];

const growthText = ({ rows, growthEndsAt }: BatchSeries): string =>
  growthEndsAt === undefined
    ? `tokens/s of all still grow at ${formatCount(rows.at(-1)?.batch)} users.`
    : `tokens/s of all stop growing at about ${formatSignificant(growthEndsAt, 2)} users.`;

/** For each data type how many tokens users at once get; empty where none were measured. */
export const batchTables = (result: Result, width: number): readonly string[] => {
  const series = batchSeries(result.batchSweep);
  return series.flatMap((one) => [
    ...wrapText(
      `  ${cleanText(one.model)} ${one.dataType}, weights of the layers only, without head and attention: ${growthText(one)}`,
      width,
      2,
    ),
    ...textTable(batchColumns(result), one.rows, width),
  ]);
};
