import { describe, expect, it } from "vitest";
import {
  conditionsOfResult,
  differencesOf,
  incomparableBecause,
  subjectDifference,
} from "../../../src/analysis/comparability.ts";
import type { Result } from "../../../src/domain/result.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";

const stored = fixtures.discrete;
const { environment, suite } = stored;
const { adapter } = environment;

const differences = (result: Result, there: Result = stored) =>
  differencesOf(conditionsOfResult(there), conditionsOfResult(result));
const kindsOf = (overrides: Partial<Result>) =>
  differences(fixtureResult(overrides)).map(({ kind }) => kind);
const inEnvironment = (change: Partial<Result["environment"]>): Partial<Result> => ({
  environment: { ...environment, ...change },
});
const withAdapter = (change: Partial<Result["environment"]["adapter"]>): Partial<Result> =>
  inEnvironment({ adapter: { ...adapter, ...change } });

describe("two runs that may be compared", () => {
  it("differ in nothing where all is the same, the build apart", () => {
    expect(kindsOf({ build: { id: "another", commit: "another" } })).toEqual([]);
  });

  it.each<readonly [string | undefined, string, Partial<Result>]>([
    ["device", "another device", withAdapter({ device: "Other" })],
    ["driver", "another driver", withAdapter({ description: "driver 2" })],
    ["driver", "other features of the same browser", inEnvironment({ features: [] })],
    ["browser", "another browser", inEnvironment({ browser: "Fixture 2" })],
    ["browser", "flags that change speed", { browserFlags: ["--disable-dawn-robustness"] }],
    ["suite", "another suite", { suite: { ...suite, name: "full" } }],
    ["suite", "another version of it", { suite: { ...suite, version: "2" } }],
    ["suite", "other options", { suite: { ...suite, options: { memoryBytes: 4e9 } } }],
    ["data-type", "other types", { suite: { ...suite, options: { dataTypes: ["int4"] } } }],
    ["low-confidence", "a low confidence", { confidence: { level: "low", reasons: [] } }],
    [undefined, "an invalid result", { confidence: { level: "invalid", reasons: [] } }],
    [undefined, "another system", inEnvironment({ operatingSystem: "Other" })],
    [undefined, "another thread", { thread: "main" }],
    [
      undefined,
      "another clock",
      inEnvironment({ timer: { kind: "wall", resolutionSeconds: 1e-4, selfTest: "failed" } }),
    ],
  ])("differ in %s: %s", (kind, _, overrides) => {
    expect(kindsOf(overrides)).toEqual([kind]);
  });

  it.each<readonly [string, Partial<Result>]>([
    ["what the browser hides", withAdapter({ vendor: "", architecture: "", device: "" })],
    ["a description that is hidden", withAdapter({ description: "" })],
    ["flags that only reach the GPU", { browserFlags: ["--enable-gpu"] }],
    ["a timeout", { suite: { ...suite, options: { timeoutSeconds: 60 } } }],
    ["a confidence of medium", { confidence: { level: "medium", reasons: [] } }],
  ])("do not differ in %s", (_, overrides) => {
    expect(kindsOf(overrides)).toEqual([]);
  });

  it("differ in the adapter where one is software, and not in its name as well", () => {
    const kinds = differences(fixtures.software).map(({ kind }) => kind);
    expect(kinds).toContain("software");
    expect(kinds).not.toContain("device");
  });

  it("are told apart in words, with what would allow it, unless it is allowed", () => {
    const found = differences(
      fixtureResult({ ...withAdapter({ device: "Other" }), thread: "main" }),
    );
    expect(incomparableBecause(found, [])).toEqual([
      "another device: Fixture there, Other here (--allow device compares anyway)",
      "thread: worker there, main here",
    ]);
    expect(incomparableBecause(found, ["device"])).toHaveLength(1);
  });
});

describe("one metric on two sides", () => {
  const of = (subject: string) => ({ name: "decode", subject }) as const;

  it.each([
    ["tiny f16 weights", "tiny f16 weights", undefined],
    ["tiny f16 weights", "qwen3-0.6b f16 weights", "suite"],
    ["tiny f16 weights", "tiny int4 weights", "data-type"],
  ])("of %s and of %s differs in %s", (there, here, kind) => {
    expect(subjectDifference(of(there), of(here))?.kind).toBe(kind);
  });
});
