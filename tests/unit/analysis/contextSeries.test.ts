import { describe, expect, it } from "vitest";
import { contextSeries, memoryLimit } from "../../../src/analysis/contextSeries.ts";
import { timeBars } from "../../../src/analysis/timeBars.ts";
import { fixtures } from "../../fixtures/results.ts";

const { steps, discrete } = fixtures;
const failed = { status: "failed", maxRelativeError: 1, tolerance: 0 } as const;

describe("steps as a chat grows", () => {
  it("are those of one user, by model and type, with most bytes first", () => {
    const series = contextSeries(steps.decode);
    expect(series.map(({ dataType }) => dataType)).toEqual(["f16", "int4"]);
    expect(series[0]?.rows.map(({ contextTokens }) => contextTokens)).toEqual([512, 4096, 32_768]);
    expect(series[0]?.rows.every(({ batch }) => batch === 1)).toBe(true);
  });

  it.each([
    ["weights alone were measured", discrete.decode],
    ["one context was", steps.decode.filter(({ contextTokens }) => contextTokens === 512)],
    ["none passed its check", steps.decode.map((row) => ({ ...row, verification: failed }))],
  ])("are none where %s", (_what, decode) => {
    expect(contextSeries(decode)).toEqual([]);
  });

  it("lie below what memory allows, which falls with the bytes", () => {
    const [series] = contextSeries(steps.decode);
    const limit = memoryLimit(series!, steps.ceilings);
    expect(limit[0]?.contextTokens).toBe(512);
    expect(limit.at(-1)?.contextTokens).toBe(32_768);
    for (const row of series!.rows) {
      const allowed = limit.find(({ contextTokens }) => contextTokens === row.contextTokens);
      expect(allowed?.tokensPerSecond).toBeGreaterThan(row.tokensPerSecond);
      const rate = steps.ceilings.memory?.bytesPerSecond ?? 0;
      expect(allowed?.tokensPerSecond).toBeCloseTo(rate / row.bytesPerStep, 9);
    }
    expect(memoryLimit(series!, {})).toEqual([]);
  });
});

it("gives each type one bar, of the whole step at the shortest context where it was measured", () => {
  const bars = timeBars(steps, "llama-3.1-8b");
  expect(bars.map(({ dataType }) => dataType)).toEqual(["f16", "int4"]);
  const row = steps.decode.find(
    ({ includes, batch, contextTokens, dataType }) =>
      includes === "step" && batch === 1 && contextTokens === 512 && dataType === "f16",
  );
  expect(bars[0]?.bytes).toBe(row?.bytesPerStep);
  expect(timeBars(discrete, "llama-3.1-8b")).toHaveLength(1);
});
