import { describe, expect, it } from "vitest";
import { failureOf, playwrightTally, vitestTally, withExit } from "../../tally.mjs";

const vitestReport = (...statuses: readonly string[]) => ({
  testResults: [
    {
      name: "/tests/a.test.ts",
      status: "passed",
      assertionResults: statuses.map((status) => ({
        status,
        fullName: `a ${status} test`,
        failureMessages: status === "failed" ? ["\u001b[31mexpected 1\u001b[39m"] : [],
      })),
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
            tests: [
              {
                status,
                annotations: [{ type: "skip", description: "no GPU" }],
                results: [{ errors: [{ message: "timed out" }] }],
              },
            ],
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
    const tally = vitestTally(vitestReport(...statuses));
    expect([tally.passed, tally.failures.length]).toEqual([passed, failed]);
  });

  it("counts a vitest file that does not load as one failure", () => {
    const report = {
      testResults: [
        { name: "/tests/b.test.ts", status: "failed", message: "no import", assertionResults: [] },
      ],
    };
    expect(vitestTally(report)).toEqual(failureOf("b.test.ts", "no import"));
  });

  it.each([
    [["expected", "expected"], 2, 0],
    [["expected", "unexpected"], 1, 1],
    [["expected", "flaky"], 1, 1],
  ])("counts Playwright's %j as %i passed, %i failed", (statuses, passed, failed) => {
    const tally = playwrightTally(playwrightReport(...statuses));
    expect([tally.passed, tally.failures.length]).toEqual([passed, failed]);
  });

  it("names a failed test and what its runner said, without colours", () => {
    expect(vitestTally(vitestReport("failed")).failures).toEqual([
      { name: "a.test.ts: a failed test", message: "expected 1" },
    ]);
    expect(playwrightTally(playwrightReport("unexpected")).failures).toEqual([
      { name: "a.spec.ts: unexpected", message: "timed out" },
    ]);
  });

  it("keeps the reason of a skipped test", () => {
    expect(playwrightTally(playwrightReport("skipped")).skipped).toEqual([
      { name: "a.spec.ts: skipped", reason: "no GPU" },
    ]);
  });

  it("counts an error outside of Playwright's tests as a failure", () => {
    const report = { suites: [], errors: [{ message: "cannot load" }] };
    expect(playwrightTally(report)).toEqual(failureOf("outside of any test", "cannot load"));
  });

  it.each([
    ["a runner that died after passing tests", 1, 0, 1],
    ["a runner that failed and named the test", 1, 2, 2],
    ["a runner that ended well", 0, 0, 0],
  ])("counts %s", (_, code, named, failed) => {
    const failures = Array.from({ length: named }, () => ({ name: "a", message: "b" }));
    const tally = withExit({ passed: 3, failures, skipped: [] }, "vitest", code);
    expect(tally.failures).toHaveLength(failed);
  });
});
