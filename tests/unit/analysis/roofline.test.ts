import { describe, expect, it } from "vitest";
import {
  attainableFlopsPerSecond,
  boundSeconds,
  ridgePoint,
  rooflineFraction,
  rooflineOf,
} from "../../../src/analysis/roofline.ts";

const roof = { bytesPerSecond: 100e9, flopsPerSecond: 10e12 };

describe("roofline", () => {
  it("bends where memory and arithmetic take equally long", () => {
    expect(ridgePoint(roof)).toBe(100);
    expect(attainableFlopsPerSecond(roof, 100)).toBe(10e12);
  });

  it("is bound by memory left of the ridge", () => {
    expect(attainableFlopsPerSecond(roof, 1)).toBe(100e9);
  });

  it("is bound by arithmetic right of the ridge", () => {
    expect(attainableFlopsPerSecond(roof, 1e4)).toBe(10e12);
  });

  it.each([
    ["memory", { flops: 1e9, bytes: 1e9 }, 0.01],
    ["arithmetic", { flops: 1e12, bytes: 1e6 }, 0.1],
  ])("bounds the time by %s", (_name, work, seconds) => {
    expect(boundSeconds(roof, work)).toBeCloseTo(seconds, 12);
  });

  it("gives the same share over seconds as over rates", () => {
    const work = { flops: 3e9, bytes: 1e9 };
    const seconds = 0.02;
    const overRates = work.flops / seconds / attainableFlopsPerSecond(roof, 3);
    expect(rooflineFraction(roof, work, seconds)).toBeCloseTo(overRates, 12);
    expect(rooflineFraction(roof, work, seconds)).toBeCloseTo(0.5, 12);
  });

  it("holds for work without arithmetic", () => {
    expect(rooflineFraction(roof, { flops: 0, bytes: 1e9 }, 0.02)).toBeCloseTo(0.5, 12);
  });

  it("is unknown until both ceilings are measured", () => {
    const memory = { bytesPerSecond: 100e9, low: 99e9, high: 101e9, by: "stream-read" };
    const f32 = { flopsPerSecond: 10e12, low: 9e12, high: 11e12, by: "gemm-f32" };
    expect(rooflineOf({ memory, compute: { f32 } }, "f32")).toEqual(roof);
    expect(rooflineOf({ memory, compute: { f32 } }, "f16")).toBeUndefined();
    expect(rooflineOf({ memory, compute: {} }, "f32")).toBeUndefined();
    expect(rooflineOf({ compute: { f32 } }, "f32")).toBeUndefined();
  });
});
