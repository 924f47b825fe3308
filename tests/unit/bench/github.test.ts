import { describe, expect, it } from "vitest";
import { annotate, isStepSummary, type Ending } from "../../../bench/github.ts";
import { fixtures } from "../../fixtures/results.ts";

const onGithub = { GITHUB_ACTIONS: "true" };

const told = (ending: Ending, environment: Readonly<Record<string, string>>): readonly string[] => {
  const lines: string[] = [];
  annotate(ending, { write: (text) => lines.push(text) }, environment);
  return lines;
};

describe("annotations on GitHub Actions", () => {
  it.each<readonly [string, Ending, readonly unknown[]]>([
    ["nothing where all is good", { exitCode: 0, report: { result: fixtures.discrete } }, []],
    [
      "each failed check, and not once more its summary",
      { exitCode: 1, message: "gemv-f32 is wrong", report: { result: fixtures.failedKernel } },
      [expect.stringMatching(/^::error title=Decode Wall::gemv-f32: error/)],
    ],
    [
      "why nothing was measured",
      { exitCode: 3, message: "no adapter\n::set-env" },
      ["::error title=Decode Wall::no adapter ::set-env\n"],
    ],
    [
      "why only a part was",
      { exitCode: 3, message: "the time ran out", report: { result: fixtures.partial } },
      ["::error title=Decode Wall::the time ran out\n"],
    ],
  ])("tell %s", (_, ending, lines) => {
    expect(told(ending, onGithub)).toEqual(lines);
    expect(told(ending, {})).toEqual([]);
  });

  it("know the step's summary, to which is added", () => {
    expect(isStepSummary("/runner/s.md", { GITHUB_STEP_SUMMARY: "/runner/s.md" })).toBe(true);
    expect(isStepSummary("s.md", { GITHUB_STEP_SUMMARY: "/runner/s.md" })).toBe(false);
    expect(isStepSummary("s.md", {})).toBe(false);
  });
});
