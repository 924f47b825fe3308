import type { GateSubject } from "../../src/domain/gate.ts";
import { formatCount } from "../../src/report/format.ts";
import type { GateEntry } from "../../src/report/gateReport.ts";
import type { InTurns, Judged } from "./inTurns.ts";

export const metricText = ({ name, subject }: GateSubject): string => `${name}, ${subject}`;

const blocksText = (blocks: number): string => `${formatCount(blocks)} blocks`;

const unsureText = ({ judgement, blocks }: Judged, endedBy: string | undefined): string => {
  if (endedBy !== undefined) return `${endedBy} before it was decided, after ${blocksText(blocks)}`;
  return judgement
    ? `not decided by ${blocksText(blocks)}: this machine is too noisy, or the change lies at the limit`
    : "too few blocks could be read";
};

/** The gate's answers after blocks in turns, one for each metric. */
export const entriesOfBlocks = (
  { judged, endedBy }: Extract<InTurns, { status: "judged" }>,
  metrics: readonly GateSubject[],
): readonly GateEntry[] =>
  judged.map((each) => {
    const { limit, judgement, blocks } = each;
    const subject = metrics.find(({ name }) => name === limit.metric);
    const verdict = judgement?.verdict ?? "unsure";
    const { estimate, low, high } = judgement ?? {};
    return {
      metric: subject ? metricText(subject) : limit.metric,
      verdict,
      limit: limit.limit,
      ...(estimate !== undefined &&
        low !== undefined &&
        high !== undefined && { change: { estimate, low, high } }),
      note: verdict === "unsure" ? unsureText(each, endedBy) : blocksText(blocks),
    };
  });
