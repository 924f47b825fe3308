import { describe, expect, it } from "vitest";
import type { DecodeRow, PrefillRow, Result } from "../../../src/domain/result.ts";
import {
  sentenceOf,
  type SentenceKind,
  type SentenceOptions,
} from "../../../src/report/sentence.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete, integrated, launchBound, noWall, partial, software, tiny } = fixtures;

const withDecode = (result: Result, change: (row: DecodeRow) => Partial<DecodeRow>): Result => ({
  ...result,
  decode: result.decode.map((row) => ({ ...row, ...change(row) })),
});
const withPrefill = (result: Result, change: (row: PrefillRow) => Partial<PrefillRow>): Result => ({
  ...result,
  prefill: result.prefill.map((row) => ({ ...row, ...change(row) })),
});
/** The same result as if writing had kept memory this busy. */
const atMemoryShare = (share: number): Result =>
  withDecode(discrete, () => ({
    bytesPerSecond: share * (discrete.ceilings.memory?.bytesPerSecond ?? Number.NaN),
  }));
/** The same result as if R had been this. */
const atRatio = (ratio: number): Result =>
  withPrefill(discrete, (row) => {
    const decode = discrete.decode.find(({ model }) => model === row.model);
    return { tokensPerSecond: ratio * (decode?.tokensPerSecond ?? Number.NaN) };
  });
/** The same result as if the best arithmetic had been so low that writing fills this share of it. */
const atArithmeticShare = (share: number): Result => {
  const row = discrete.decode.find(({ model }) => model === "llama-3.1-8b");
  const ceiling = discrete.ceilings.compute.f32;
  if (!row || !ceiling) throw new Error("the fixture has no such row");
  const flopsPerSecond = row.flopsPerStep / row.secondsPerStep.median / share;
  return {
    ...discrete,
    ceilings: { ...discrete.ceilings, compute: { f32: { ...ceiling, flopsPerSecond } } },
  };
};
const labelled = (label: string): Result => ({
  ...discrete,
  environment: { ...discrete.environment, label },
});
const { dispatchSeconds: _unused, ...withoutDispatch } = discrete.ceilings;
const failed = { status: "failed", maxRelativeError: 0.3, tolerance: 1e-6 } as const;

const headline = "This Fixture reads a prompt 56 times faster than it writes the answer.";

describe("the sentence about a run with whole steps", () => {
  const options = { modelName: () => "Llama 3.1 8B" };

  it("speaks of the whole step, and no longer of weights only", () => {
    const { kind, detail } = sentenceOf(fixtures.steps, options);
    expect(kind).toBe("wall");
    expect(detail).toContain("of a Llama 3.1 8B-shaped model, 16-bit, one user, short context.");
    expect(detail).not.toContain("weights only");
    expect(sentenceOf(discrete, options).detail).toContain("weights only");
  });

  it("counts what the step fetches: weights, keys and values", () => {
    const bytes = (result: Result): string =>
      /fetches ([\d.]+) GB/.exec(sentenceOf(result).detail)?.[1] ?? "";
    expect(bytes(fixtures.steps)).toBe("15.1");
    expect(bytes(discrete)).toBe("15.0");
  });
});

describe("the sentence about a result", () => {
  it.each<[string, Result, SentenceOptions, SentenceKind, string]>([
    ["memory busy, arithmetic idle", discrete, {}, "wall", headline],
    [
      "a smaller GPU that stands for a smaller model",
      integrated,
      {},
      "wall",
      "This Fixture reads a prompt 20 times faster than it writes the answer.",
    ],
    [
      "an unknown device",
      labelled("unknown device"),
      {},
      "wall",
      "This device reads a prompt 56 times faster than it writes the answer.",
    ],
    ["memory just busy enough", atMemoryShare(0.7), {}, "wall", headline],
    [
      "memory just not busy enough",
      atMemoryShare(0.69),
      {},
      "other-limit",
      "Something other than memory holds writing back: launches take 1.9% of each step.",
    ],
    [
      "launches that hold writing back",
      launchBound,
      {},
      "other-limit",
      "Something other than memory holds writing back: launches take 59% of each step.",
    ],
    [
      "no cost of a launch known",
      { ...atMemoryShare(0.5), ceilings: withoutDispatch },
      {},
      "other-limit",
      "Something other than memory holds writing back.",
    ],
    [
      "weights that stay in the cache",
      withDecode(discrete, () => ({ residency: "cache" })),
      {},
      "other-limit",
      "Something other than memory holds writing back: the weights stay in the cache.",
    ],
    ["R below 3", atRatio(2.9), {}, "no-wall", "No wall at this setting."],
    [
      "R of 3",
      atRatio(3),
      {},
      "wall",
      "This Fixture reads a prompt 3 times faster than it writes the answer.",
    ],
    [
      "arithmetic a quarter busy",
      atArithmeticShare(0.25),
      {},
      "no-wall",
      "No wall at this setting.",
    ],
    ["arithmetic not a quarter busy", atArithmeticShare(0.24), {}, "wall", headline],
    ["hardly more arithmetic than memory", noWall, {}, "no-wall", "No wall at this setting."],
    [
      "a model larger than the stated memory",
      discrete,
      { statedMemoryBytes: 8e9 },
      "would",
      "This Fixture would read a prompt 56 times faster than it writes the answer, if the model fitted.",
    ],
    [
      "a model that fits the stated memory",
      discrete,
      { statedMemoryBytes: 16e9 },
      "wall",
      headline,
    ],
    ["a software adapter", software, {}, "software", "Your browser is using the processor."],
    [
      "somebody else's software adapter",
      software,
      { isClaimed: true },
      "software",
      "This was measured on a processor.",
    ],
    [
      "numbers that contradict each other",
      { ...discrete, confidence: { level: "invalid", reasons: ["A rate is too high."] } },
      {},
      "invalid",
      "This run contradicts itself, so it claims nothing.",
    ],
    [
      "a run cancelled before reading",
      partial,
      {},
      "incomplete",
      "Writing is measured, reading is not.",
    ],
    [
      "a run without decode",
      { ...discrete, decode: [] },
      {},
      "incomplete",
      "Reading is measured, writing is not.",
    ],
    [
      "a run without models",
      { ...discrete, decode: [], prefill: [] },
      {},
      "incomplete",
      "Neither reading nor writing was measured.",
    ],
    [
      "a prompt that is too short",
      tiny,
      {},
      "incomplete",
      "Reading was measured on 16 tokens only, so there is no ratio.",
    ],
    [
      "a chain that failed its check",
      withPrefill(discrete, () => ({ verification: failed })),
      {},
      "incomplete",
      "A kernel gave wrong results, so there is nothing to compare.",
    ],
  ])("of %s", (_name, result, options, kind, expected) => {
    expect(sentenceOf(result, options)).toMatchObject({ kind, headline: expected });
  });

  it("names bytes, both shares, the speed, the model's parts, browser, path and confidence", () => {
    const { detail } = sentenceOf(discrete, { modelName: () => "Llama 3.1 8B" });
    expect(detail).toBe(
      "For each token it fetches 15.0 GB: memory 90% busy, arithmetic 1.1%. " +
        "60.1 tokens/s of a Llama 3.1 8B-shaped model, weights only, 16-bit, one user. " +
        "Fixture 1, f32 units, confidence high.",
    );
  });

  it("speaks of short context only where attention was measured", () => {
    const whole = (contextTokens: number): Result => ({
      ...withDecode(discrete, () => ({ includes: "step", contextTokens })),
      prefill: discrete.prefill.map((row) => ({ ...row, includes: "step" })),
    });
    expect(sentenceOf(whole(128)).detail).toContain(
      "-shaped model, 16-bit, one user, short context.",
    );
    expect(sentenceOf(whole(4096)).detail).toContain("one user, 4,096 tokens of context.");
    expect(sentenceOf(discrete).detail).not.toContain("context");
  });

  it("says how many layers an extrapolated figure comes from", () => {
    const shrunk = withDecode(discrete, () => ({ extrapolated: true, layersMeasured: 8 }));
    expect(sentenceOf(shrunk).detail).toContain("one user, extrapolated from 8 layers.");
    expect(sentenceOf(discrete).detail).not.toContain("extrapolated");
  });

  it("claims no proof on the processor when a check failed there", () => {
    const broken = withDecode(software, () => ({ verification: failed }));
    expect(sentenceOf(software).detail).toBe(
      "This proves the kernels right and says nothing about your GPU.",
    );
    expect(sentenceOf(broken).detail).toMatch(/^1 of \d+ checks failed, and this says nothing/);
  });

  it.each([
    ["wall", discrete, true],
    ["no wall", noWall, true],
    ["another limit", launchBound, false],
    ["the processor", software, false],
    ["a part", partial, false],
  ])("offers a card with R for %s: %#", (_name, result, hasRatio) => {
    expect(sentenceOf(result).hasRatio).toBe(hasRatio);
  });

  it("marks a partial result whose R is known", () => {
    expect(sentenceOf({ ...discrete, partial: true }).detail).toContain(
      "Partial: the run ended early.",
    );
  });
});

describe("the sentence while the run goes on", () => {
  const { environment, ceilings, kernels, decode, prefill, warnings } = discrete;
  const live = { environment, ceilings, kernels, warnings, isRunning: true };

  it("tells what each token fetches as soon as writing is measured", () => {
    expect(sentenceOf({ ...live, decode, prefill: [] })).toMatchObject({
      kind: "provisional",
      headline: "For each token this Fixture fetches 15.0 GB.",
      hasRatio: false,
    });
  });

  it("has R as soon as reading is measured too", () => {
    expect(sentenceOf({ ...live, decode, prefill })).toMatchObject({ kind: "wall", headline });
  });

  it("claims nothing before", () => {
    expect(sentenceOf({ ...live, kernels: [], decode: [], prefill: [] })).toMatchObject({
      headline: "Measuring this Fixture.",
      detail: "",
    });
  });
});
