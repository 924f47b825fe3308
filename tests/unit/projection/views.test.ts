import { describe, expect, it } from "vitest";
import { companyPoint, intensityLimit, usersAtRidge } from "../../../src/projection/company.ts";
import { comparePair, pairName, pairOfName } from "../../../src/projection/comparePair.ts";
import {
  frontAt,
  interactivityCurve,
  interactivityFront,
  paretoFront,
  rulerRatio,
} from "../../../src/projection/interactivity.ts";
import { fewestRowsPerKey, ladderOf, usableKeys } from "../../../src/projection/ladder.ts";
import { publishedPoints } from "../../../src/projection/publishedPoints.ts";
import { uniformStorage } from "../../../src/projection/storedType.ts";
import { projectTask } from "../../../src/projection/task.ts";
import { modelOf, plain, profileOf, reference, setup } from "./subjects.ts";

const llama8 = modelOf("llama-3.1-8b");
const h100 = profileOf("nvidia-h100-sxm");
const rack = profileOf("nvidia-vera-rubin-nvl72");

describe("the ladder", () => {
  const ladder = ladderOf(reference, llama8, plain);

  it("has every machine once, as a row or with the reason why not", () => {
    const ids = [...ladder.rows, ...ladder.leftOut].map(({ profile }) => profile.id);
    expect(ids.toSorted()).toEqual(reference.profiles.map(({ id }) => id).toSorted());
    expect(ladder.leftOut.map(({ profile }) => profile.id)).toEqual([
      "nvidia-vera-rubin-nvl144-cpx",
      "sambanova-sn40l",
    ]);
  });

  it("puts what others measured beside a machine, models of the same shape included", () => {
    const row = ladder.rows.find(({ profile }) => profile.id === "nvidia-rtx-4090");
    expect(row?.published.map(({ id, weights }) => [id, weights])).toEqual([
      ["llamacpp-l3-8b-q4km-decode-nvidia-rtx-4090", "Q4_K_M"],
      ["llamacpp-l3-8b-f16-decode-nvidia-rtx-4090", "F16"],
    ]);
  });

  it("offers no key that fewer than eight rows have", () => {
    expect(usableKeys(ladder.rows)).toContain("perMegawatt");
    const withPower = ladder.rows.filter(({ projection }) => projection.rates.perMegawatt);
    expect(withPower).toHaveLength(fewestRowsPerKey);
    expect(usableKeys(withPower)).toContain("perMegawatt");
    expect(usableKeys(withPower.slice(1))).toEqual([]);
  });
});

describe("throughput against interactivity", () => {
  const curve = interactivityCurve(rack, llama8, plain);

  it("falls for each user and rises for all as more share a step, on the same chips", () => {
    expect(curve.map(({ batch }) => batch)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
    expect(new Set(curve.map(({ chips }) => chips)).size).toBe(1);
    for (const [index, point] of curve.entries()) {
      const before = curve[index - 1];
      if (!before) continue;
      expect(point.rates.perUser).toBeLessThanOrEqual(before.rates.perUser);
      // Past the ridge all get the same together.
      const ratio = (point.rates.perMegawatt ?? 0) / (before.rates.perMegawatt ?? 1);
      expect(ratio).toBeGreaterThan(0.999999);
    }
  });

  it("ends where the users' cache no longer fits on these chips", () => {
    const long = interactivityCurve(h100, llama8, setup({ contextTokens: 32_768 }));
    expect(long.map(({ batch }) => batch)).toEqual([1, 2, 4, 8]); // 4.3 GB each beside 16 GB of 80
  });

  it("is empty where nothing can be projected", () => {
    expect(interactivityCurve(profileOf("sambanova-sn40l"), llama8, plain)).toEqual([]);
  });

  it("has a front on which every point is better than the others in one way", () => {
    const front = interactivityFront(rack, llama8, plain, "perMegawatt");
    expect(new Set(front.map(({ chips }) => chips)).size).toBeGreaterThan(1);
    for (const [index, point] of front.entries()) {
      const before = front[index - 1];
      if (!before) continue;
      expect(point.rates.perUser).toBeGreaterThan(before.rates.perUser);
      expect(point.rates.perMegawatt ?? 0).toBeLessThan(before.rates.perMegawatt ?? 0);
    }
  });

  it("goes on at high rates per user on more chips: it does not collapse", () => {
    const gb200 = profileOf("nvidia-gb200-nvl72");
    const front = interactivityFront(gb200, modelOf("gpt-oss-120b"), plain, "perChip");
    expect(frontAt(front, 400, "perChip")).toBeGreaterThan(0);
  });

  it("has no front by a rate that is not published", () => {
    expect(interactivityFront(h100, llama8, plain, "perMegawatt")).toEqual([]);
  });

  it("reads a ruler between points, and nothing past the fastest", () => {
    const front = paretoFront(curve, "perMegawatt");
    const [slow, next] = front;
    const fastest = front.at(-1);
    if (!slow || !next || !fastest) throw new Error("a front has points");
    expect(frontAt(front, next.rates.perUser, "perMegawatt")).toBeCloseTo(
      next.rates.perMegawatt ?? 0,
      6,
    );
    const middle = Math.sqrt(slow.rates.perUser * next.rates.perUser);
    expect(frontAt(front, middle, "perMegawatt")).toBeCloseTo(
      Math.sqrt((slow.rates.perMegawatt ?? 0) * (next.rates.perMegawatt ?? 0)),
      0,
    );
    expect(frontAt(front, 1, "perMegawatt")).toBe(slow.rates.perMegawatt);
    expect(frontAt(front, fastest.rates.perUser * 1.01, "perMegawatt")).toBeUndefined();
  });

  it("compares two systems at one rate per user", () => {
    const b200 = interactivityFront(profileOf("nvidia-b200-sxm"), llama8, plain, "perMegawatt");
    const front = interactivityFront(rack, llama8, plain, "perMegawatt");
    const ratio = rulerRatio(front, b200, 100, "perMegawatt");
    expect(ratio).toBeGreaterThan(0.5);
    expect(rulerRatio(front, front, 100, "perMegawatt")).toBeCloseTo(1, 12);
    expect(rulerRatio(front, b200, 1000, "perMegawatt")).toBeUndefined();
  });

  it("keeps published points that count other tokens apart", () => {
    const output = publishedPoints(reference.measurements, "output");
    const withCache = publishedPoints(reference.measurements, "input-and-output-with-cache");
    expect(output).toHaveLength(4);
    expect(withCache).toHaveLength(16);
    expect(output.every(({ counts }) => counts === "output")).toBe(true);
  });
});

describe("company", () => {
  const roof = { bytesPerSecond: 3.35e12, flopsPerSecond: 989.4e12 }; // an H100's, at 16 bits

  it("fills the arithmetic at about the ridge point where there is no context", () => {
    // 295 FLOP per byte; each user brings 2 FLOP per 2 bytes of weights.
    expect(usersAtRidge(roof, llama8, plain)).toBe(297);
    expect(companyPoint(roof, llama8, plain, 297).arithmeticUse).toBe(1);
    expect(companyPoint(roof, llama8, plain, 296).arithmeticUse).toBeLessThan(1);
  });

  it("never fills it with 4K of context: 32 FLOP per byte are the end", () => {
    const context = setup({ contextTokens: 4096 });
    expect(intensityLimit(llama8, context)).toBeCloseTo(31.96, 1);
    expect(usersAtRidge(roof, llama8, context)).toBeUndefined();
    expect(companyPoint(roof, llama8, context, 1024).intensity).toBeLessThan(32);
  });

  it("gives each less and all more", () => {
    const [one, many] = [1, 64].map((users) => companyPoint(roof, llama8, plain, users));
    expect(many?.perUser ?? 0).toBeLessThan(one?.perUser ?? 0);
    expect(many?.inAll ?? 0).toBeGreaterThan(60 * (one?.inAll ?? 0));
  });
});

describe("a pair of machines", () => {
  const prompt = { promptTokens: 512 };
  const mac = profileOf("apple-m4-max");
  const pair = comparePair([h100, mac], llama8, plain, prompt);

  it("is compared by what both publish", () => {
    expect(pair.ratios.memoryBytesPerSecond).toBeCloseTo(3.35e12 / 546e9, 9);
    expect(pair.ratios.decodeTokensPerSecondPerUser).toBeCloseTo(3.35e12 / 546e9, 2);
    expect(pair.ratios.denseFlopsPerSecond).toBeCloseTo(989.4 / 18.4, 9);
    expect(pair.a.values.ridgeFlopPerByte).toBeCloseTo(295.3, 1);
    expect("decodeTokensPerSecondPerMegawatt" in pair.a.values).toBe(false);
    expect("decodeTokensPerSecondPerMegawatt" in pair.ratios).toBe(false);
  });

  it("reads so many times faster than it writes", () => {
    expect(pair.a.values.readsTimesFasterThanItWrites).toBeCloseTo(314.5, 0);
  });

  it("has an address of its own", () => {
    const name = pairName(h100.id, mac.id);
    expect(name).toBe("nvidia-h100-sxm-vs-apple-m4-max");
    expect(pairOfName(name)).toEqual([h100.id, mac.id]);
    expect(pairOfName("nvidia-h100-sxm")).toBeUndefined();
    expect(pairOfName("a-vs-b-vs-c")).toBeUndefined();
    expect(reference.profiles.filter(({ id }) => id.includes("-vs-"))).toEqual([]);
  });
});

describe("a task on two systems", () => {
  const storage = uniformStorage("fp8");
  const lpx = profileOf("nvidia-groq-3-lpx");
  const work = { promptTokens: 4096, answerTokens: 257 };
  const asked = { storage, cacheType: "fp8" as const, batch: 1 };

  it("reads on one and writes on the other, and says what must be handed over", () => {
    const split = projectTask({ prefill: rack, decode: lpx }, llama8, asked, work);
    const one = projectTask({ prefill: rack, decode: rack }, llama8, asked, work);
    expect(split.secondsToFirstToken).toBe(one.secondsToFirstToken);
    expect(split.secondsPerToken).not.toBe(one.secondsPerToken);
    expect(split.handOver).toEqual({ bytes: 4096 * 65_536 });
    expect(one.handOver).toBeUndefined();
    expect(one.seconds).toBeCloseTo(
      (one.secondsToFirstToken ?? 0) + 256 * (one.secondsPerToken ?? 0),
      12,
    );
  });

  it("has no time in all where one phase is not published", () => {
    const f16 = projectTask({ prefill: lpx, decode: lpx }, llama8, { ...plain }, work);
    expect(f16.secondsToFirstToken).toBeUndefined();
    expect(f16.secondsPerToken).toBeGreaterThan(0);
    expect(f16.seconds).toBeUndefined();
  });
});
