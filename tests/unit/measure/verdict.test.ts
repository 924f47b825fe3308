import { describe, expect, it } from "vitest";
import { judgeSamples, nextLook, type Verdict } from "../../../src/measure/verdict.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";

const rule = { targetHalfWidth: 0.02, quantisation: 0 };
const mostSamples = 160; // where the budget ends

/** Takes samples as the sampler does: judged at 10, 20, 40 …, until settled or the budget ends. */
const settle = (draw: () => number): Verdict => {
  const samples: number[] = [];
  for (;;) {
    const look = Math.min(mostSamples, nextLook(samples.length, 10));
    while (samples.length < look) samples.push(draw());
    const verdict = judgeSamples(samples, rule)!;
    if (verdict.settled || look === mostSamples) return verdict;
  }
};

const random = seededRandom(20_261_123);
const normal = seededNormal(random);

interface Shape {
  readonly truth: (spread: number) => number;
  readonly draw: (spread: number) => number;
}
const shapes: Readonly<Record<string, Shape>> = {
  normal: { truth: () => 1, draw: (spread) => 1 + spread * normal() },
  skewed: {
    truth: (spread) => 1 + spread * Math.LN2,
    draw: (spread) => 1 - spread * Math.log(random()),
  },
  "bimodal 80/20": {
    // The median of all is where 62.5% of the larger mode lie below.
    truth: (spread) => 1 + 0.31864 * spread,
    draw: (spread) => (random() < 0.8 ? 1 : 1.3) + spread * normal(),
  },
};
const cases = Object.keys(shapes).flatMap((name) =>
  [0.005, 0.03, 0.045, 0.06].map((spread) => [name, spread] as const),
);

describe("verdict on samples", () => {
  it.each(cases)(
    "holds the truth of %s samples, spread %d, in 93 to 98 of 100 trials, stopping rule included",
    (name, spread) => {
      const { truth, draw } = shapes[name]!;
      let held = 0;
      for (let trial = 0; trial < 2000; trial += 1) {
        const { low, high } = settle(() => draw(spread)).interval;
        if (low <= truth(spread) && truth(spread) <= high) held += 1;
      }
      expect(held / 2000).toBeGreaterThan(0.93);
      expect(held / 2000).toBeLessThan(0.98);
    },
  );

  it("settles at 10 quiet samples and goes on with noisy ones", () => {
    expect(settle(() => 1 + 0.001 * normal()).interval.samples.length).toBeLessThan(40);
    expect(settle(() => 1 + 0.05 * normal()).interval.samples.length).toBeGreaterThan(20);
  });

  it("calls samples noisy where the budget ends before they are within 2%", () => {
    expect(settle(() => 1 + 0.3 * normal()).flags).toContain("noisy");
    expect(settle(() => 1 + 0.01 * normal()).flags).not.toContain("noisy");
  });

  it("calls few independent samples correlated, since it takes more before it does", () => {
    const correlated = Array.from({ length: 1000 }, () =>
      settle(() => 1 + 0.002 * normal()),
    ).filter(({ flags }) => flags.includes("correlated"));
    expect(correlated.length / 1000).toBeLessThan(0.01);
  });

  it.each([
    [10, 0.3],
    [40, 0.9],
    [80, 0.99],
  ])("of %d samples with ρ = 0.7 calls at least %d of the sets correlated", (count, share) => {
    const correlated = Array.from({ length: 500 }, () => {
      let deviation = normal();
      const samples = Array.from({ length: count }, () => {
        deviation = 0.7 * deviation + Math.sqrt(1 - 0.7 ** 2) * normal();
        return 1 + 0.002 * deviation;
      });
      return judgeSamples(samples, rule)!;
    }).filter(({ flags }) => flags.includes("correlated"));
    expect(correlated.length / 500).toBeGreaterThan(share);
  });

  it("flags an even split into two modes", () => {
    let flagged = 0;
    for (let trial = 0; trial < 500; trial += 1) {
      const verdict = settle(() => (random() < 0.5 ? 1 : 1.3) + 0.01 * normal());
      if (verdict.flags.includes("bimodal")) flagged += 1;
    }
    expect(flagged / 500).toBeGreaterThan(0.95);
  });

  it.each([
    [0, 10, 10],
    [10, 10, 20],
    [20, 10, 40],
    [40, 10, 80],
    [0, 6, 6],
    [6, 6, 10],
    [13, 10, 20],
  ])("after %d samples of at least %d is due at %d", (taken, minimum, look) => {
    expect(nextLook(taken, minimum)).toBe(look);
  });

  it("says nothing of fewer than 6 samples", () => {
    expect(judgeSamples([1, 1, 1, 1, 1], rule)).toBeUndefined();
    expect(judgeSamples([1, 1, 1, 1, 1, 1], rule)?.settled).toBe(true);
  });
});
