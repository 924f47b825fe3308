import { describe, expect, it } from "vitest";
import { resultCsv } from "../../../src/report/csv.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";
import { parseCsv } from "./parseCsv.ts";

const records = (text: string): readonly Readonly<Record<string, string>>[] => {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
};

const labelled = (label: string): string => {
  const { environment } = fixtures.discrete;
  const [first] = records(resultCsv(fixtureResult({ environment: { ...environment, label } })));
  return first?.["device"] ?? "";
};

describe("CSV", () => {
  it("has a header and one line for each measurement, all of one length", () => {
    const { kernels, decode, prefill, batchSweep, cacheCurve } = fixtures.discrete;
    const rows = parseCsv(resultCsv(fixtures.discrete));
    expect(rows).toHaveLength(
      1 + kernels.length + decode.length + prefill.length + batchSweep.length + cacheCurve.length,
    );
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it("holds the numbers exactly, unscaled", () => {
    const found = records(resultCsv(fixtures.discrete)).find(({ kind }) => kind === "decode");
    const [row] = fixtures.discrete.decode;
    expect(Number(found?.["seconds"])).toBe(row?.secondsPerStep.median);
    expect(Number(found?.["bytes"])).toBe(row?.bytesPerStep);
    expect(Number(found?.["tokensPerSecond"])).toBe(row?.tokensPerSecond);
    expect(found?.["id"]).toBe("qwen3-0.6b");
    expect(found?.["verification"]).toBe("passed");
  });

  it("has a line for each number of users", () => {
    const found = records(resultCsv(fixtures.discrete)).filter(({ kind }) => kind === "batch");
    const [row] = fixtures.discrete.batchSweep;
    expect(found).toHaveLength(20);
    expect(found[0]).toMatchObject({
      id: "llama-3.1-8b",
      dataType: "f16",
      variant: "gemv-f16 64x4",
      users: "1",
      includes: "weights of a layer",
      verification: "passed",
    });
    expect(Number(found[0]?.["tokensPerSecond"])).toBe(row?.tokensPerSecond);
    expect(found.map(({ users }) => users)).toContain("512");
  });

  it("has a line for each wait and each part of a step, signed", () => {
    const all = records(resultCsv(fixtures.steps));
    const [wait] = fixtures.steps.latency ?? [];
    const found = all.filter(({ kind }) => kind === "latency");
    expect(found).toHaveLength(3);
    expect(found[0]).toMatchObject({ id: "llama-3.1-8b", tokens: "512", answerTokens: "128" });
    expect(Number(found[0]?.["timePerOutputToken"])).toBe(wait?.timePerOutputToken);
    expect(Number(found[0]?.["seconds"])).toBe(
      wait && wait.timeToFirstToken + 127 * wait.timePerOutputToken,
    );
    const parts = all.filter(({ kind }) => kind === "breakdown");
    expect(parts.map(({ variant }) => variant)).toContain("attention");
    expect(Number(parts.at(-1)?.["seconds"])).toBeLessThan(0);
    expect(parts.at(-1)?.["variant"]).toBe("residual");
  });

  it("leaves empty what was not measured", () => {
    const found = records(resultCsv(fixtures.failedKernel)).find(({ id }) => id === "gemv-f32");
    expect(found?.["verification"]).toBe("failed");
    expect(found?.["bytesPerSecond"]).toBe("");
    expect(found?.["rooflineFraction"]).toBe("");
  });

  it.each([
    ['=HYPERLINK("https://evil.test","x")', '\'=HYPERLINK("https://evil.test","x")'],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'=1"],
    ["\r=1", "'=1"],
    ["\u202E=1", "'=1"],
    ["a=1", "a=1"],
    ['quotes " and, commas', 'quotes " and, commas'],
    ["two\nlines", "two lines"],
  ])("keeps a spreadsheet from calculating %j", (label, read) => {
    expect(labelled(label)).toBe(read);
  });
});
