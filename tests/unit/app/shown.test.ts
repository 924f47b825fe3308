import { describe, expect, it } from "vitest";
import { shownOf } from "../../../src/app/shown.ts";
import type { RunEvent } from "../../../src/domain/events.ts";
import { fixtures } from "../../fixtures/results.ts";

const events: readonly RunEvent[] = [
  { kind: "progress", now: "GEMV", because: "decode is made of it", fraction: 0.5 },
];
const failure = { code: "worker-silent", message: "silent" } as const;
const { discrete, partial } = fixtures;

describe("what the page draws", () => {
  it("is a run that goes on, whatever was opened", () => {
    const shown = shownOf({ status: "running", events }, events, discrete);
    expect(shown).toMatchObject({ kind: "live", ended: false, live: { fraction: 0.5 } });
  });

  it.each([
    ["nothing at first", { status: "idle" } as const, [], undefined, { kind: "nothing" }],
    [
      "an opened file",
      { status: "done", result: discrete } as const,
      events,
      partial,
      { kind: "result", result: partial, origin: "opened" },
    ],
    [
      "what was measured",
      { status: "done", result: discrete } as const,
      events,
      undefined,
      { kind: "result", result: discrete, origin: "measured" },
    ],
    [
      "what was finished before a failure",
      { status: "failed", failure, partial } as const,
      events,
      undefined,
      { kind: "result", result: partial, origin: "measured" },
    ],
  ])("is %s", (_case, run, heard, opened, shown) => {
    expect(shownOf(run, heard, opened)).toEqual(shown);
  });

  it("is what was heard before the thread died with its result", () => {
    expect(shownOf({ status: "failed", failure }, events, undefined)).toMatchObject({
      kind: "live",
      ended: true,
    });
  });
});
