import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/domain/result.ts";
import { resultJson } from "../../../src/report/json.ts";
import { readOwnResult, readResult } from "../../../src/report/readResult.ts";
import { recompute } from "../../../src/report/recompute.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;

const withKernel = (index: number, change: object): Result => ({
  ...discrete,
  kernels: discrete.kernels.map((row, at) => (at === index ? { ...row, ...change } : row)),
});
const withDecode = (change: object): Result => ({
  ...discrete,
  decode: discrete.decode.map((row, at) => (at === 0 ? { ...row, ...change } : row)),
});
const withPrefill = (change: object): Result => ({
  ...discrete,
  prefill: discrete.prefill.map((row, at) => (at === 0 ? { ...row, ...change } : row)),
});
const withBatch = (index: number, change: object): Result => ({
  ...discrete,
  batchSweep: discrete.batchSweep.map((row, at) => (at === index ? { ...row, ...change } : row)),
});
const memory = discrete.ceilings.memory ?? { bytesPerSecond: 0, low: 0, high: 0, by: "" };
const [kernel] = discrete.kernels;
const [decode] = discrete.decode;
const [prefill] = discrete.prefill;

describe("a document's derived numbers", () => {
  it.each(Object.entries(fixtures))("agree with the seconds of %s", (_name, result) => {
    expect(recompute(result)).toEqual({ status: "agrees", result });
  });

  it.each<readonly [string, Result]>([
    [
      "kernels[0].bytesPerSecond",
      withKernel(0, { bytesPerSecond: (kernel?.bytesPerSecond ?? 0) * 1.002 }),
    ],
    ["kernels[4].intensity", withKernel(4, { intensity: 1 })],
    ["kernels[0].seconds", withKernel(0, { seconds: intervalAround(0.001) })],
    ["kernels[5].bytes", withKernel(5, { bytes: 1e12 })],
    ["kernels[8].fractionOfBestCeiling", withKernel(8, { fractionOfBestCeiling: 0.9 })],
    [
      "decode[0].tokensPerSecond",
      withDecode({ tokensPerSecond: (decode?.tokensPerSecond ?? 0) * 2 }),
    ],
    ["decode[0].rooflineFraction", withDecode({ rooflineFraction: 0.99 })],
    [
      "prefill[0].flopsPerSecond",
      withPrefill({ flopsPerSecond: (prefill?.flopsPerSecond ?? 0) * 0.99 }),
    ],
    ["batchSweep[3].tokensPerSecond", withBatch(3, { tokensPerSecond: 1e5 })],
    ["batchSweep[3].batch", withBatch(3, { batch: 16 })],
    ["batchSweep[3].layers", withBatch(3, { layers: 1 })],
    ["batchSweep[3].intensity", withBatch(3, { intensity: 1 })],
    [
      "ceilings.memory",
      {
        ...discrete,
        ceilings: {
          ...discrete.ceilings,
          memory: { ...memory, bytesPerSecond: memory.bytesPerSecond * 1.004 },
        },
      },
    ],
  ])("are refused where %s alone was edited", (_path, edited) => {
    const outcome = readOwnResult(resultJson(edited));
    expect(outcome.status).toBe("refused");
    expect(outcome.status === "refused" && outcome.path).toMatch(
      /^(kernels|decode|prefill|batchSweep|ceilings)/,
    );
    expect(outcome.status === "refused" && outcome.reason).toMatch(/should be .*own seconds\.$/);
  });

  it("are named where they disagree", () => {
    const outcome = readResult(resultJson(withDecode({ tokensPerSecond: 1e6 })));
    expect(outcome.status === "refused" && outcome.path).toBe("decode[0].tokensPerSecond");
  });

  it("may be rounded by 0.1%, and are then exact again", () => {
    const rounded = withDecode({ tokensPerSecond: (decode?.tokensPerSecond ?? 0) * 1.0009 });
    expect(recompute(rounded)).toEqual({ status: "agrees", result: discrete });
  });

  it("are refused where nothing can have led to them", () => {
    const outcome = readResult(
      resultJson({
        ...discrete,
        kernels: discrete.kernels.map((row) =>
          row.id === "gemv-f32"
            ? { ...row, verification: { ...row.verification, status: "failed" as const } }
            : row,
        ),
      }),
    );
    expect(outcome.status === "refused" && outcome.reason).toMatch(/nothing that it follows from/);
  });

  it("are filled in where they are missing", () => {
    const { rooflineFraction: _rooflineFraction, ...without } = decode ?? {};
    const outcome = recompute({
      ...discrete,
      decode: [without as (typeof discrete.decode)[number], ...discrete.decode.slice(1)],
    });
    expect(outcome).toEqual({ status: "agrees", result: discrete });
  });
});

describe("a rate above the device's own ceiling", () => {
  /** The first decode row, `factor` times as fast as memory allows, with all that follows from it. */
  const decodeAt = (factor: number): Result => {
    const seconds = (decode?.bytesPerStep ?? 0) / memory.bytesPerSecond / factor;
    const edited = withDecode({ secondsPerStep: intervalAround(seconds) });
    const {
      tokensPerSecond: _t,
      bytesPerSecond: _b,
      flopsPerSecond: _f,
      rooflineFraction: _r,
      ...rest
    } = edited.decode[0] ?? {};
    const outcome = recompute({
      ...edited,
      cacheBytes: 0,
      decode: [rest as (typeof edited.decode)[number]],
    });
    if (outcome.status === "disagrees") throw new Error(outcome.path);
    return outcome.result;
  };

  it("is implausible beyond 110%, and makes the result invalid", () => {
    const { warnings, confidence } = decodeAt(1.12);
    expect(warnings.map(({ code, data }) => [code, data?.["path"]])).toEqual([
      ["implausible", "decode[0]"],
    ]);
    expect(confidence.level).toBe("invalid");
  });

  it("is noise below", () => {
    expect(decodeAt(1.08).warnings).toEqual([]);
    expect(decodeAt(1.08).confidence.level).toBe("high");
  });

  it("is warned of once", () => {
    const once = decodeAt(1.12);
    const again = recompute(once);
    expect(again).toEqual({ status: "agrees", result: once });
  });

  it("is implausible for users at once too", () => {
    const [one] = discrete.batchSweep;
    const {
      tokensPerSecond: _t,
      bytesPerSecond: _b,
      flopsPerSecond: _f,
      rooflineFraction: _r,
      ...rest
    } = one ?? {};
    const at = (factor: number) => {
      const seconds = intervalAround((one?.bytes ?? 0) / memory.bytesPerSecond / factor);
      const batchSweep = [{ ...rest, seconds } as (typeof discrete.batchSweep)[number]];
      return recompute({ ...discrete, cacheBytes: 0, batchSweep });
    };
    const found = at(1.12);
    expect(found.status === "agrees" && found.result.warnings.map(({ data }) => data)).toEqual([
      { path: "batchSweep[0]" },
    ]);
    const noise = at(1.08);
    expect(noise.status === "agrees" && noise.result.warnings).toEqual([]);
  });

  it("is plausible where the weights fit the cache", () => {
    const result = decodeAt(1.12);
    const bytes = result.decode[0]?.bytesPerStep ?? 0;
    const cached = recompute({ ...result, warnings: [], cacheBytes: bytes });
    expect(cached.status === "agrees" && cached.result.warnings).toEqual([]);
  });
});
