import { memoryLimit, type ContextSeries } from "../../analysis/contextSeries.ts";
import type { Ceilings } from "../../domain/result.ts";
import { formatCount, formatSignificant, formatTokensPerSecond } from "../../report/format.ts";
import { contextName } from "../contextName.ts";
import { modelName } from "../modelName.ts";
import { stepWords as words } from "../runnableWords.ts";
import { dataTypeNames } from "../words.ts";
import type { ChartFigure, ChartLine, ChartPoint } from "./chartFigure.ts";

const tokensText = (tokens: number): string => `${formatCount(Math.round(tokens))} tokens`;

const pointsOf = ({ rows }: ContextSeries): readonly ChartPoint[] =>
  rows.map((row, index) => ({
    id: `context-${row.contextTokens}-${index}`,
    name: `${words.step}, ${tokensText(row.contextTokens)}`,
    ...(index === 0 && { label: words.step }),
    ink: "decode",
    marker: "circle",
    fill: "filled",
    size: "large",
    at: { x: Math.max(1, row.contextTokens), y: row.tokensPerSecond },
    interval: { low: 1 / row.secondsPerStep.high, high: 1 / row.secondsPerStep.low },
  }));

const limitLine = (series: ContextSeries, ceilings: Ceilings): readonly ChartLine[] => {
  const path = memoryLimit(series, ceilings).map(({ contextTokens, tokensPerSecond }) => ({
    x: Math.max(1, contextTokens),
    y: tokensPerSecond,
  }));
  return path.length > 0
    ? [
        {
          id: "limit",
          label: words.limit,
          kind: words.limitKind,
          top: words.limitTop,
          ink: "ink",
          stroke: "solid",
          path,
          labelAt: path.toReversed(),
        },
      ]
    : [];
};

const summaryOf = ({ rows }: ContextSeries): string =>
  rows
    .map(
      ({ contextTokens, tokensPerSecond }) =>
        `${tokensText(contextTokens)}: ${formatTokensPerSecond(tokensPerSecond)}.`,
    )
    .join(" ");

/** Rates fall by less than ten times, so decades alone would leave the axis bare. */
const rateMarks = [0.1, 1, 10, 100, 1000].flatMap((decade) =>
  [1, 2, 3, 5, 7].map((step) => step * decade),
);

/** Tokens/s of one user over the tokens of context, under what memory allows. */
export const contextFigure = (
  series: ContextSeries,
  ceilings: Ceilings,
  origin: string,
): ChartFigure => {
  const points = pointsOf(series);
  const lines = limitLine(series, ceilings);
  const contexts = series.rows.map(({ contextTokens }) => Math.max(1, contextTokens));
  const rates = [
    ...points.map(({ at }) => at.y),
    ...lines.flatMap(({ path }) => path.map(({ y }) => y)),
  ];
  return {
    title: `${words.contextsTitle}: ${modelName(series.model)}, ${dataTypeNames[series.dataType]}`,
    summary: summaryOf(series),
    note: words.note,
    x: {
      label: words.x,
      low: Math.min(...contexts) / 1.6,
      high: Math.max(...contexts) * 1.6,
      format: tokensText,
      mark: contextName,
      marks: [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072],
    },
    y: {
      label: words.y,
      low: Math.min(...rates) / 1.6,
      high: Math.max(...rates) * 1.6,
      format: formatTokensPerSecond,
      mark: (rate) => formatSignificant(rate),
      marks: rateMarks,
    },
    lines,
    points,
    origin,
  };
};
