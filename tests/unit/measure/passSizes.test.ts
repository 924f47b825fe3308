import { describe, expect, it } from "vitest";
import {
  maximumRepetitionsPerPass,
  passLimits,
  planSample,
  quantisation,
  requiredSampleSeconds,
} from "../../../src/measure/passSizes.ts";

const plan = (
  secondsPerRepetition: number,
  {
    workgroups = 4099,
    sampleSeconds = 0.022,
    slowest,
  }: {
    readonly workgroups?: number;
    readonly sampleSeconds?: number;
    readonly slowest?: number;
  } = {},
) =>
  planSample(
    {
      workgroupsPerRepetition: workgroups,
      secondsPerRepetition,
      sampleSeconds,
      ...(slowest !== undefined && { slowestSecondsPerWorkgroup: slowest }),
    },
    passLimits,
  );
const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0);

describe("plan of a sample", () => {
  it.each([1e-7, 3e-6, 3.4e-4, 0.0055, 0.021, 0.049, 0.051, 0.07, 0.7, 9])(
    "is made of whole repetitions of %d s, in passes of 50 ms at most",
    (seconds) => {
      const { passes, repetitions } = plan(seconds);
      expect(sum(passes)).toBe(repetitions * 4099);
      expect(repetitions * seconds).toBeGreaterThanOrEqual(0.022);
      const longest = (Math.max(...passes) / 4099) * seconds;
      expect(longest).toBeLessThan(0.05 + seconds / 4099); // one workgroup more
    },
  );

  it("batches short repetitions whole", () => {
    const { passes, repetitions } = plan(0.0055, { sampleSeconds: 0.04 });
    expect(repetitions).toBe(8);
    expect(passes).toEqual([8 * 4099]);
  });

  it("splits long ones into passes that differ by one workgroup at most", () => {
    const { passes, repetitions } = plan(0.7);
    expect(repetitions).toBe(1);
    expect(passes.length).toBe(14);
    expect(Math.max(...passes) - Math.min(...passes)).toBeLessThanOrEqual(1);
  });

  it("splits finer where some workgroups are slower than the rest", () => {
    expect(plan(0.04).passes.length).toBe(1);
    expect(plan(0.06, { slowest: (0.06 / 4099) * 8 }).passes.length).toBe(5);
  });

  it("cannot split a workgroup", () => {
    expect(plan(9, { workgroups: 3 }).passes).toEqual([1, 1, 1]);
  });

  it("never encodes too many repetitions into one pass", () => {
    const { passes } = plan(1e-7);
    expect(Math.max(...passes)).toBeLessThanOrEqual(maximumRepetitionsPerPass * 4099);
    expect(passes.length).toBeGreaterThan(1);
  });
});

describe("length of a sample", () => {
  const required = (kind: "wall" | "timestamp-query", step: number, share: number): number =>
    requiredSampleSeconds({ kind, resolutionSeconds: step }, share, passLimits);

  it.each([
    ["timestamp-query", 1e-4, 0.01, 0.01],
    ["timestamp-query", 1e-4, 0.03, 1e-4 / 0.03],
    ["wall", 1e-3, 0.01, 0.1],
    ["wall", 5e-6, 0.01, 0.04], // the queue's own time between submits, not the step
  ] as const)("by %s of step %d s at %d is %d s", (kind, step, share, seconds) => {
    expect(required(kind, step, share)).toBeCloseTo(seconds, 12);
  });

  it("keeps the quantisation where one pass would have to be too long", () => {
    const clock = { kind: "timestamp-query", resolutionSeconds: 1e-3 } as const;
    const seconds = requiredSampleSeconds(clock, 0.01, passLimits);
    expect(quantisation(clock, seconds / 0.05, seconds)).toBeCloseTo(0.01, 12);
  });
});
