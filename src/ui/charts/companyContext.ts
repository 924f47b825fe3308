import type { DecodeRow } from "../../domain/result.ts";
import type { ContextSweep } from "../../projection/contextSweep.ts";
import { formatTokensPerSecond } from "../../report/format.ts";
import { usersText } from "../card/usersText.ts";
import { contextName } from "../contextName.ts";
import { companyWords as words } from "../words.ts";
import type { ChartLine, ChartPoint, Range } from "./chartFigure.ts";

/** What the run's ceilings allow with context: dashed, since it was not measured. */
export const contextLines = (sweep: ContextSweep, x: Range): readonly ChartLine[] => {
  const tokens = contextName(sweep.contextTokens);
  const points = sweep.points.filter(({ users }) => users >= x.low && users <= x.high);
  const line = (
    id: "inAll" | "perUser",
    label: string,
    shares: readonly number[],
  ): readonly ChartLine[] => {
    const path = points.map((point) => ({ x: point.users, y: point[id] }));
    const last = path.at(-1);
    return last
      ? [
          {
            id: `context-${id}`,
            label,
            kind: words.withContext,
            basis: words.fromCeilings,
            top: formatTokensPerSecond(last.y),
            ink: "decode",
            stroke: "dashed",
            path,
            labelAt: shares.flatMap((share) => path[Math.round(share * (path.length - 1))] ?? []),
          },
        ]
      : [];
  };
  return [
    ...line("inAll", words.inAllWith(tokens), [1, 0.85, 0.7, 0.55]),
    ...line("perUser", words.perUserWith(tokens), [0.6, 0.45, 0.75, 0.3, 0.9]),
  ];
};

/** Whole steps with that context, as measured. */
export const stepPoints = (
  steps: readonly DecodeRow[],
  contextTokens: number,
): readonly ChartPoint[] =>
  (["inAll", "perUser"] as const).flatMap((which) =>
    steps.map(({ batch, secondsPerStep: { median, low, high } }, index) => {
      const users = which === "inAll" ? batch : 1;
      return {
        id: `step-${which}-${batch}`,
        name: `${usersText(batch)}, ${words[which]}, ${words.wholeStep(contextName(contextTokens))}`,
        ...(index === steps.length - 1 && which === "inAll" && { label: words.steps }),
        ink: "ink",
        marker: "circle",
        fill: "filled",
        size: which === "inAll" ? "large" : "small",
        at: { x: batch, y: users / median },
        interval: { low: users / high, high: users / low },
      };
    }),
  );

/** What is drawn of a context: limits, and whole steps where some were measured with it. */
export interface DrawnContext {
  readonly sweep: ContextSweep;
  readonly steps: readonly DecodeRow[];
}
