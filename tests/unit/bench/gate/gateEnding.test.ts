import { describe, expect, it } from "vitest";
import { endingOf } from "../../../../bench/gate/gated.ts";
import { gateEnding } from "../../../../bench/gate/gateEnding.ts";
import type { GateEntry, GateReport } from "../../../../src/report/gateReport.ts";
import { gateTable } from "../../../../src/report/gateTable.ts";

const entry = (verdict: GateEntry["verdict"]): GateEntry => ({
  metric: `decode, ${verdict}`,
  verdict,
  limit: 0.05,
  change: { estimate: 0.15, low: 0.12, high: 0.17 },
  note: "32 blocks",
});
const report = (verdicts: readonly GateEntry["verdict"][], incomparable: readonly string[] = []) =>
  ({ against: "dist/old", entries: verdicts.map(entry), incomparable }) satisfies GateReport;

describe("what a gate means for the exit code", () => {
  it.each<readonly [number, readonly GateEntry["verdict"][], boolean]>([
    [0, ["same", "faster"], false],
    [0, ["same", "unsure"], false],
    [3, ["same", "unsure"], true],
    [0, ["same"], true],
    [1, ["unsure", "slower"], false],
    [1, ["unsure", "slower"], true],
  ])("is %i for %j, strict %s", (exitCode, verdicts, strict) => {
    expect(gateEnding(report(verdicts), strict).exitCode).toBe(exitCode);
  });

  it("is 3 where the two cannot be compared, whatever else was found", () => {
    const ending = gateEnding(report(["slower"], ["another device"]), false);
    expect(ending).toMatchObject({ exitCode: 3 });
    expect(ending.message).toContain("incomparable with dist/old: another device");
  });

  it("comes with words that name metric, change and limit, unless all is well", () => {
    expect(gateEnding(report(["same"]), true)).not.toHaveProperty("message");
    expect(gateEnding(report(["slower"]), false).message).toContain(
      "decode, slower: slower, +15% (+12% to +17%) where +5% is allowed",
    );
    expect(gateEnding(report(["unsure"]), false).message).toContain("passes without --strict");
  });

  it("is the run's own where that came to a bad end", () => {
    const bad = { exitCode: 3, message: "lost" } as const;
    expect(
      endingOf(bad, { report: report(["slower"]) }, { strict: false, interrupted: false }),
    ).toEqual(bad);
  });

  it("is 1 where an output was wrong while it was sampled, and 2 where a run could not be kept", () => {
    const well = { exitCode: 0 } as const;
    expect(endingOf(well, { wrong: "gemv" }, { strict: false, interrupted: false })).toMatchObject({
      exitCode: 1,
    });
    const unsaved = { report: report(["same"]), unsaved: "no space" };
    expect(endingOf(well, unsaved, { strict: false, interrupted: false })).toEqual({
      exitCode: 2,
      message: "no space",
    });
    const slower = { report: report(["slower"]), unsaved: "no space" };
    expect(endingOf(well, slower, { strict: false, interrupted: false })).toMatchObject({
      exitCode: 1,
    });
  });
});

it("is 130 where somebody interrupts the comparison, though the run was finished", () => {
  const whole = { report: report(["unsure"]) };
  expect(endingOf({ exitCode: 0 }, whole, { strict: false, interrupted: true })).toMatchObject({
    exitCode: 130,
  });
});

describe("the gate's table", () => {
  it("has a line for each metric with change, interval, limit and what it is from", () => {
    const text = gateTable(report(["slower", "same"]), 100);
    expect(text).toContain("Compared with dist/old");
    expect(text).toMatch(/decode, slower +slower +\+15% \(\+12% to \+17%\) +\+5%/);
    expect(text).toContain("decode, same: 32 blocks");
  });

  it("says why two cannot be compared", () => {
    const text = gateTable(report([], ["another device: A there, B here"]), 100);
    expect(text).toContain("not comparable: another device: A there, B here");
    expect(text).not.toContain("verdict");
  });

  it("keeps to its width, and shows nothing that a terminal would obey", () => {
    const hostile: GateReport = {
      against: `\u001b[31m${"x".repeat(50)}`,
      entries: [
        { ...entry("unsure"), metric: "decode,\u001b]0;a\u0007 b", note: "why ".repeat(60) },
      ],
      incomparable: ["\u202eb"],
    };
    const text = gateTable(hostile, 80);
    for (const hidden of ["\u001b", "\u0007", "\u202e"]) expect(text).not.toContain(hidden);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
