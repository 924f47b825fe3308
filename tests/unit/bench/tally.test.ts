import { describe, expect, it } from "vitest";
import { playwrightTally, vitestTally, withExit } from "../../tally.mjs";

const vitestReport = (...statuses: readonly string[]) => ({
  testResults: [
    {
      status: "passed",
      assertionResults: statuses.map((status) => ({ status, fullName: `a ${status} test` })),
    },
  ],
});

const playwrightReport = (...statuses: readonly string[]) => ({
  suites: [
    {
      suites: [
        {
          specs: statuses.map((status) => ({
            file: "a.spec.ts",
            title: status,
            tests: [{ status, annotations: [{ type: "skip", description: "no GPU" }] }],
          })),
        },
      ],
    },
  ],
  errors: [],
});

describe("counting what the runners report", () => {
  it.each([
    [["passed", "passed"], 2, 0],
    [["passed", "failed"], 1, 1],
    [["passed", "something new"], 1, 1],
    [["passed", "skipped", "todo"], 1, 0],
  ])("counts vitest's %j as %i passed, %i failed", (statuses, passed, failed) => {
    expect(vitestTally(vitestReport(...statuses))).toMatchObject({ passed, failed });
  });

  it("counts a vitest file that does not load as one failure", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [] }] };
    expect(vitestTally(report)).toMatchObject({ passed: 0, failed: 1 });
  });

  it.each([
    [["expected", "expected"], 2, 0],
    [["expected", "unexpected"], 1, 1],
    [["expected", "flaky"], 1, 1],
  ])("counts Playwright's %j as %i passed, %i failed", (statuses, passed, failed) => {
    expect(playwrightTally(playwrightReport(...statuses))).toMatchObject({ passed, failed });
  });

  it("keeps the reason of a skipped test", () => {
    expect(playwrightTally(playwrightReport("skipped")).skipped).toEqual([
      { name: "a.spec.ts: skipped", reason: "no GPU" },
    ]);
  });

  it("counts an error outside of Playwright's tests as a failure", () => {
    const report = { suites: [], errors: [{ message: "cannot load" }] };
    expect(playwrightTally(report)).toMatchObject({ passed: 0, failed: 1 });
  });

  it.each([
    ["a runner that died after passing tests", 1, 0, 1],
    ["a runner that failed and named the test", 1, 2, 2],
    ["a runner that ended well", 0, 0, 0],
  ])("counts %s", (_, code, named, failed) => {
    expect(withExit({ passed: 3, failed: named, skipped: [] }, code).failed).toBe(failed);
  });
});
