import type { BatchSeries } from "../../analysis/batchSeries.ts";
import { companyCeilings, type CompanyCeilings } from "../../analysis/companyCeilings.ts";
import type { BatchRow, Ceilings } from "../../domain/result.ts";
import { formatCount, formatSignificant, formatTokensPerSecond } from "../../report/format.ts";
import { usersText } from "../card/usersText.ts";
import { modelName } from "../modelName.ts";
import { companyWords as words, dataTypeNames } from "../words.ts";
import { contextLines, stepPoints, type DrawnContext } from "./companyContext.ts";
import {
  besideVertical,
  type ChartFigure,
  type ChartLine,
  type ChartPoint,
  type Range,
} from "./chartFigure.ts";

/** Tokens/s of the whole model for all users, or for each. */
const ratesOf = (row: BatchRow, users: number): Pick<ChartPoint, "at" | "interval"> => {
  const rate = (seconds: number): number => users / (row.layers * seconds);
  const { median, low, high } = row.seconds;
  return {
    at: { x: row.batch, y: rate(median) },
    interval: { low: rate(high), high: rate(low) },
  };
};

const pointsOf = (rows: readonly BatchRow[], which: "inAll" | "perUser"): readonly ChartPoint[] =>
  rows.map((row, index) => ({
    id: `${which}-${row.batch}`,
    name: `${usersText(row.batch)}, ${words[which]}`,
    // Named where the two part most, in the middle for what both ends crowd.
    ...(index === Math.floor(rows.length / 2) && { label: words[which] }),
    ink: "decode",
    marker: "circle",
    fill: "filled",
    size: which === "inAll" ? "large" : "small",
    ...ratesOf(row, which === "inAll" ? row.batch : 1),
  }));

const ceilingLines = (
  { memory, arithmetic, crossingUsers }: CompanyCeilings,
  x: Range,
): readonly ChartLine[] => {
  const path = memory.map(({ users, tokensPerSecond }) => ({ x: users, y: tokensPerSecond }));
  const start = crossingUsers ?? x.low;
  const corner = crossingUsers !== undefined && { corner: crossingUsers };
  return [
    {
      id: "memory",
      label: words.memory,
      top: words.memoryTop,
      ...corner,
      ink: "ink",
      stroke: "solid",
      path,
      labelAt: path.slice(1, -1),
    },
    {
      id: "arithmetic",
      label: `${words.arithmetic} ${formatTokensPerSecond(arithmetic)}`,
      top: formatTokensPerSecond(arithmetic),
      ...corner,
      ink: "ink",
      stroke: "solid",
      path: [
        { x: start, y: arithmetic },
        { x: x.high, y: arithmetic },
      ],
      labelAt: [x.high, Math.sqrt(start * x.high)].map((at) => ({ x: at, y: arithmetic })),
    },
  ];
};

const growthLine = (users: number, y: Range): ChartLine => ({
  id: "growth-end",
  label: words.growthEnds(formatSignificant(users, 2)),
  kind: words.growthKind,
  top: usersText(Math.round(users)),
  ink: "ink",
  stroke: "dotted",
  path: [
    { x: users, y: y.low },
    { x: users, y: y.high },
  ],
  labelAt: besideVertical(users, y, [0.06, 0.2, 0.5]),
});

const marksOfUsers = [1, 4, 16, 64, 256, 1024, 4096];

/** Tokens/s in all and per user over users at once, between both ceilings. */
export const companyFigure = (
  series: BatchSeries,
  ceilings: Ceilings,
  origin: string,
  context?: DrawnContext,
): ChartFigure => {
  const { rows, growthEndsAt, model, dataType } = series;
  const points = [
    ...pointsOf(rows, "inAll"),
    ...pointsOf(rows, "perUser"),
    ...(context ? stepPoints(context.steps, context.sweep.contextTokens) : []),
  ];
  const limits = companyCeilings(series, ceilings);
  const users = rows.map(({ batch }) => batch);
  const x = { low: Math.min(...users) / 1.4, high: Math.max(...users) * 1.6 };
  const drawnContext = context ? contextLines(context.sweep, x) : [];
  const rates = [
    ...points.map(({ at }) => at.y),
    ...drawnContext.flatMap(({ path }) => path.map(({ y }) => y)),
    ...(limits ? [limits.arithmetic] : []),
  ];
  const y = { low: Math.min(...rates) / 2, high: Math.max(...rates) * 2.5 };
  return {
    title: `${words.title}: ${modelName(model)}, ${dataTypeNames[dataType]}`,
    summary: summaryOf(series),
    note: context ? words.noteWithContext : words.note,
    x: { label: words.x, ...x, format: usersAt, mark: formatCount, marks: marksOfUsers },
    y: { label: words.y, ...y, format: formatTokensPerSecond, mark: rateMark },
    lines: [
      ...drawnContext,
      ...(limits ? ceilingLines(limits, x) : []),
      ...(growthEndsAt === undefined ? [] : [growthLine(growthEndsAt, y)]),
    ],
    points,
    origin,
  };
};

/** Short, since the axis has little room. */
const rateMark = (value: number): string =>
  value < 1000 ? formatSignificant(value) : `${formatCount(value / 1000)}k`;

const usersAt = (value: number): string => usersText(Math.max(1, Math.round(value)));

const summaryOf = ({ rows, growthEndsAt }: BatchSeries): string => {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return "";
  const from = formatTokensPerSecond(first.tokensPerSecond);
  const to = `${formatTokensPerSecond(last.tokensPerSecond)} in all, ${formatTokensPerSecond(last.tokensPerSecond / last.batch)} each`;
  return `${usersText(first.batch)}: ${from}. ${usersText(last.batch)}: ${to}. ${growthText(growthEndsAt, last.batch)}`;
};

/** Where company stops helping, as far as it was measured. */
export const growthText = (growthEndsAt: number | undefined, mostUsers: number): string =>
  growthEndsAt === undefined
    ? words.stillGrows(formatCount(mostUsers))
    : words.growthEndsText(formatSignificant(growthEndsAt, 2));
