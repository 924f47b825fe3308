import type { RunEvent, RunState } from "../domain/events.ts";
import type { Result } from "../domain/result.ts";
import { liveRun, type LiveRun } from "../ui/liveRun.ts";

/** What the page draws below its button. */
export type Shown =
  | { readonly kind: "nothing" }
  /** A run so far, or all that is left of one whose thread died. */
  | { readonly kind: "live"; readonly live: LiveRun; readonly ended: boolean }
  | { readonly kind: "result"; readonly result: Result; readonly origin: "measured" | "opened" };

/** A run that goes on is shown before an opened file, and that before what was measured last. */
export const shownOf = (
  run: RunState,
  heard: readonly RunEvent[],
  opened: Result | undefined,
): Shown => {
  if (run.status === "running") return { kind: "live", live: liveRun(run.events), ended: false };
  if (opened) return { kind: "result", result: opened, origin: "opened" };
  const result = run.status === "done" ? run.result : run.status === "failed" && run.partial;
  if (result) return { kind: "result", result, origin: "measured" };
  return heard.length > 0
    ? { kind: "live", live: liveRun(heard), ended: true }
    : { kind: "nothing" };
};
