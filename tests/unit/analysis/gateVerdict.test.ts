import { describe, expect, it } from "vitest";
import {
  differenceOf,
  gateLooks,
  judgeBlocks,
  looksUpTo,
} from "../../../src/analysis/gateBlocks.ts";
import { blockOrder } from "../../../src/analysis/gateOrder.ts";
import { judgeRuns } from "../../../src/analysis/gateRuns.ts";
import { verdictOf } from "../../../src/analysis/gateVerdict.ts";

const alternating = (centre: number, swing: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => centre + (index % 2 ? swing : -swing));

describe("a verdict", () => {
  it.each([
    ["slower", 0.06, 0.1],
    ["unsure", 0.04, 0.1],
    ["unsure", -0.01, 0.06],
    ["same", -0.01, 0.04],
    ["same", 0.01, 0.04],
    ["faster", -0.05, -0.01],
    ["unsure", Math.log1p(0.05), 0.1],
  ])(
    "is %s of an interval of ln time from %d to %d, where a twentieth is allowed",
    (verdict, low, high) => {
      expect(verdictOf({ estimate: (low + high) / 2, low, high }, 0.05)).toBe(verdict);
    },
  );
});

describe("blocks", () => {
  it("give the difference of logarithms, in which an even drift has no part", () => {
    const drift = [1, 1.1, 1.21, 1.331]; // each visit a tenth slower than the one before
    expect(differenceOf({ a: [drift[0]!, drift[3]!], b: [drift[1]!, drift[2]!] })).toBeCloseTo(0);
    expect(differenceOf({ a: [2, 2], b: [2.2, 2.2] })).toBeCloseTo(Math.log(1.1));
  });

  it("come as A B B A or B A A B, by lot, the same with the same seed", () => {
    const take = (seed: number): readonly string[] => {
      const next = blockOrder(seed);
      return Array.from({ length: 40 }, () => next().join(""));
    };
    expect(new Set(take(1))).toEqual(new Set(["abba", "baab"]));
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it.each([
    [192, [...gateLooks]],
    [48, [16, 32, 48]],
    [16, [16]],
    [1000, [...gateLooks]],
  ])("are looked at, where at most %i are measured, at %j", (most, looks) => {
    expect(looksUpTo(most)).toEqual(looks);
  });

  it.each([
    ["slower", 0.1, 0.02],
    ["same", 0, 0.02],
    ["faster", -0.1, 0.02],
    ["unsure", 0.05, 0.02],
    ["unsure", 0.1, 0.2],
  ])("say %s of differences of %d ± %d", (verdict, centre, swing) => {
    const judged = judgeBlocks(alternating(centre, swing, 16), { limit: 0.05, metrics: 3 });
    expect(judged?.verdict).toBe(verdict);
  });

  it("say nothing while there are too few", () => {
    expect(judgeBlocks(alternating(1, 0.01, 8), { limit: 0.05, metrics: 6 })).toBeUndefined();
  });
});

describe("stored runs", () => {
  const seconds = (centre: number, swing: number, count: number): readonly number[] =>
    alternating(centre, swing, count).map((share) => 1 + share);
  const comparison = { limit: 0.05, comparisons: 3 };

  it.each([
    ["slower", 0.12, 3],
    ["same", 0.01, 3],
    ["faster", -0.12, 3],
    ["slower", 0.12, 1],
  ])("say %s of new runs that take %d more, %i of them", (verdict, change, count) => {
    expect(
      judgeRuns(seconds(0, 0.01, 20), seconds(change, 0.005, count), comparison)?.verdict,
    ).toBe(verdict);
  });

  it("are not enough below five, whatever they say", () => {
    const judged = judgeRuns(seconds(0, 0.001, 4), seconds(0.5, 0.001, 3), comparison);
    expect(judged).toMatchObject({ verdict: "unsure", because: "too-few-runs" });
    expect(judgeRuns(seconds(0, 0.001, 5), seconds(0.5, 0.001, 3), comparison)).toMatchObject({
      verdict: "slower",
    });
  });

  it("are too noisy where a slowdown of twice the limit could be missed, and that is said", () => {
    const noisy = judgeRuns(seconds(0, 0.05, 30), seconds(0.1, 0.05, 1), comparison)!;
    expect(noisy).toMatchObject({ verdict: "unsure", because: "too-noisy" });
    expect(noisy.smallestDetectable).toBeGreaterThan(0.1);
    const quiet = judgeRuns(seconds(0, 0.005, 30), seconds(0.1, 0.005, 1), comparison)!;
    expect(quiet.smallestDetectable).toBeLessThan(0.1);
  });

  it("do not make an alarm of one disturbed run among several", () => {
    const stored = seconds(0, 0.002, 30);
    expect(judgeRuns(stored, [1.0, 1.19], comparison)?.verdict).not.toBe("slower");
    expect(judgeRuns(stored, [1.18, 1.19], comparison)?.verdict).toBe("slower");
    // The mean of the two alone would have been an alarm: past the limit, at little spread.
    const mean = judgeRuns(stored, [1.09, 1.09], comparison);
    expect(mean?.verdict).toBe("slower");
  });

  it("do not make an alarm of a drift that went on while they were stored", () => {
    const drifting = Array.from({ length: 30 }, (_, index) => 1 + 0.004 * index);
    const next = [1.12, 1.124, 1.128];
    expect(judgeRuns(drifting, next, comparison)?.verdict).not.toBe("slower");
  });
});
