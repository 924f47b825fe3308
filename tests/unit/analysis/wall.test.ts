import { describe, expect, it } from "vitest";
import { litCells } from "../../../src/analysis/litCells.ts";
import { wallOf, type PhaseFigures } from "../../../src/analysis/wall.ts";
import type { WallInput } from "../../../src/analysis/wallRows.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete, failedKernel, partial, software } = fixtures;

const known = (figures: PhaseFigures): Extract<PhaseFigures, { status: "known" }> => {
  if (figures.status !== "known") throw new Error(`unknown: ${figures.reason}`);
  return figures;
};
const eightBillion = <Row extends { readonly model: string }>(rows: readonly Row[]): Row => {
  const row = rows.find(({ model }) => model === "llama-3.1-8b");
  if (!row) throw new Error("the fixture has no such row");
  return row;
};
const failed = { status: "failed", maxRelativeError: 0.3, tolerance: 1e-6 } as const;

describe("the Wall card's figures", () => {
  it("take one denominator for both phases: the best arithmetic on the path that reads", () => {
    const { peak, reading, writing } = wallOf(discrete);
    expect(peak).toEqual({ path: "f32", flopsPerSecond: 80e12 });
    expect(known(reading).arithmetic?.median).toBeCloseTo(
      eightBillion(discrete.prefill).flopsPerSecond / 80e12,
      12,
    );
    expect(known(writing).arithmetic?.median).toBeCloseTo(
      eightBillion(discrete.decode).flopsPerSecond / 80e12,
      12,
    );
  });

  it("give memory as bytes per second over the memory ceiling", () => {
    const { writing } = wallOf(discrete);
    expect(known(writing).memory).toBeCloseTo(
      eightBillion(discrete.decode).bytesPerSecond /
        (discrete.ceilings.memory?.bytesPerSecond ?? 0),
      12,
    );
  });

  it("have no share of memory for weights that stay in the cache", () => {
    const decode = discrete.decode.map((row) => ({ ...row, residency: "cache" as const }));
    expect(known(wallOf({ ...discrete, decode }).writing).memory).toBeUndefined();
  });

  it("turn the interval of seconds round: the longest time is the lowest share", () => {
    const { arithmetic } = known(wallOf(discrete).reading);
    const row = eightBillion(discrete.prefill);
    expect(arithmetic?.low).toBeCloseTo(row.flops / row.seconds.high / 80e12, 12);
    expect(arithmetic?.high).toBeCloseTo(row.flops / row.seconds.low / 80e12, 12);
  });

  it("give R the widest interval of its two rows", () => {
    const { ratio } = wallOf(discrete);
    if (ratio.status === "unknown") throw new Error(ratio.reason);
    expect(ratio.median / ratio.low).toBeCloseTo(1.005 / 0.995, 3);
    expect(ratio.high / ratio.median).toBeCloseTo(1.005 / 0.995, 3);
  });

  it("are missing altogether for a software adapter", () => {
    const missing = { status: "unknown", reason: "software" };
    expect(wallOf(software)).toEqual({
      ratio: missing,
      peak: undefined,
      reading: missing,
      writing: missing,
    });
  });

  it("say that a part was not measured", () => {
    const { ratio, reading, writing } = wallOf(partial);
    expect(reading).toEqual({ status: "unknown", reason: "not-measured" });
    expect(ratio).toEqual({ status: "unknown", reason: "not-measured" });
    expect(writing.status).toBe("known");
  });

  it("are those of the whole step at short context where it was measured", () => {
    const { ratio, writing, reading } = wallOf(fixtures.steps);
    expect(known(writing).row).toMatchObject({ includes: "step", contextTokens: 512 });
    expect(ratio.status === "known" && ratio.prefill.includes).toBe("step");
    expect(known(reading).tokens).toBe(512);
  });

  it("take the shortest context and a prompt near 512 tokens where there is no R", () => {
    const prefill = fixtures.steps.prefill.filter(({ promptTokens }) => promptTokens > 512);
    const withoutPair = wallOf({ ...fixtures.steps, prefill });
    expect(known(withoutPair.writing).row).toMatchObject({
      model: "llama-3.1-8b",
      includes: "step",
      contextTokens: 512,
    });
    expect(known(withoutPair.reading).tokens).toBe(2048);
  });

  it("say that a part failed its check, and never show its speed", () => {
    const broken = {
      ...discrete,
      prefill: discrete.prefill.map((row) => ({ ...row, verification: failed })),
    };
    expect(wallOf(broken).reading).toEqual({ status: "unknown", reason: "failed" });
    expect(wallOf(broken).ratio).toEqual({ status: "unknown", reason: "failed" });
  });

  it("do not suffer from a failed kernel of another data type", () => {
    expect(wallOf(failedKernel).ratio.status).toBe("known");
  });
});

describe("the figures of a run that goes on", () => {
  const { environment, ceilings, kernels, warnings } = discrete;
  const live: WallInput = {
    environment,
    ceilings,
    kernels,
    warnings,
    decode: [],
    prefill: [],
    isRunning: true,
  };

  it("let a kernel stand in for a model that is still to come", () => {
    const { writing, reading } = wallOf(live);
    expect(known(writing)).toMatchObject({ model: undefined, tokens: 1 });
    expect(known(reading).arithmetic?.median).toBeGreaterThan(0.3);
  });

  it("never let one stand in afterwards", () => {
    expect(wallOf({ ...live, isRunning: false }).writing.status).toBe("unknown");
  });

  it("have memory's share before any arithmetic is measured", () => {
    const early = wallOf({
      ...live,
      ceilings: { compute: {}, ...(ceilings.memory && { memory: ceilings.memory }) },
    });
    expect(known(early.writing).arithmetic).toBeUndefined();
    expect(known(early.writing).memory).toBeGreaterThan(0.5);
  });

  it("know nothing before the device is known", () => {
    const { environment: _, ...nothing } = { ...live, kernels: [] };
    expect(wallOf({ ...nothing, environment: undefined }).writing).toEqual({
      status: "unknown",
      reason: "not-measured",
    });
  });
});

describe("lit cells", () => {
  const exactly = (median: number): Parameters<typeof litCells>[0] => ({
    median,
    low: median,
    high: median,
  });

  it.each([
    [0.6, 600],
    [0.0114, 11],
    [0.0115, 12],
    [0.001, 1],
    [1, 1000],
    [1.02, 1000],
  ])("are a thousandth of the peak each: %d lights %d", (share, lit) => {
    expect(litCells(exactly(share))).toEqual({ lit, low: lit, high: lit, partOfOne: undefined });
  });

  it("keep the true area of less than one", () => {
    expect(litCells(exactly(0.0003))).toMatchObject({ lit: 0, partOfOne: expect.closeTo(0.3) });
    expect(litCells(exactly(0.000999))).toMatchObject({ lit: 0, partOfOne: expect.closeTo(0.999) });
  });

  it("carry the interval to both sides", () => {
    expect(litCells({ median: 0.5, low: 0.48, high: 0.53 })).toMatchObject({
      lit: 500,
      low: 480,
      high: 530,
    });
  });
});
