import { lowerConfidence } from "../analysis/confidence.ts";
import type { Result } from "../domain/result.ts";
import { parseResult, type ReadResult } from "./parseResult.ts";
import { recompute } from "./recompute.ts";

const asClaimed = (result: Result): Result => ({
  ...result,
  confidence: {
    level: lowerConfidence(result.confidence.level, "medium"),
    reasons: [
      "This is as claimed by this file and was not measured here: measure on the same device to be sure.",
      ...result.confidence.reasons,
    ],
  },
});

/** Reads a result that this program wrote and kept: checked and recomputed, its confidence kept. */
export const readOwnResult = (text: string): ReadResult => {
  const parsed = parseResult(text);
  if (parsed.status === "refused") return parsed;
  const recomputed = recompute(parsed.result);
  if (recomputed.status === "agrees") return { status: "ok", result: recomputed.result };
  const { path, claimed, computed } = recomputed;
  const should =
    computed === undefined ? "has nothing that it follows from" : `should be ${computed}`;
  return {
    status: "refused",
    reason: `${path} is ${claimed} but ${should}, going by the document's own seconds.`,
    path,
  };
};

/** Reads a result from outside: checked, recomputed, and trusted no further than "medium". */
export const readResult = (text: string): ReadResult => {
  const read = readOwnResult(text);
  return read.status === "ok" ? { status: "ok", result: asClaimed(read.result) } : read;
};
