import { describe, expect, it } from "vitest";
import { clocksAgree, measureClockAgreement } from "../../../src/measure/clockAgreement.ts";
import { isLinear, measureLinearity } from "../../../src/measure/linearity.ts";
import { neverPaused } from "../../../src/measure/pause.ts";
import type { PassReport } from "../../../src/measure/timedWork.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulatedWork, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(6));
const setUp = (simulation: SimulationOptions, work: Partial<SimulatedWork> = {}) => {
  const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1, ...simulation });
  const timed = gpu.work({ workgroupsPerRepetition: 300, secondsPerRepetition: 0.004, ...work });
  return { gpu, timed };
};

describe("linearity", () => {
  const ratio = async (
    simulation: SimulationOptions,
    work: Partial<SimulatedWork> = {},
    kind: "wall" | "timestamp-query" = "timestamp-query",
  ): Promise<number> => {
    const { gpu, timed } = setUp(simulation, work);
    return (await measureLinearity(timed, gpu.clock(kind), "hardware", never, neverPaused)) ?? 0;
  };

  it.each(["wall", "timestamp-query"] as const)(
    "finds that twice the work takes twice the time, by %s",
    async (kind) => {
      const noisy = { noise: () => 1 + 0.005 * normal() };
      expect(isLinear(await ratio(noisy, {}, kind), "hardware")).toBe(true);
    },
  );

  it("finds work that takes as long whatever its size", async () => {
    const timed = await ratio({}, { latencySeconds: 0.05 });
    expect(timed).toBeCloseTo(1, 1);
    expect(isLinear(timed, "software")).toBe(false);
  });

  it("is undefined where no time shows", async () => {
    const { gpu, timed } = setUp({}, { secondsPerRepetition: 0 });
    const clock = gpu.clock("timestamp-query");
    expect(await measureLinearity(timed, clock, "hardware", never, neverPaused)).toBeUndefined();
  });

  it.each([
    [1.93, "hardware", false],
    [1.94, "hardware", true],
    [2.06, "hardware", true],
    [2.07, "hardware", false],
    [1.75, "software", true],
    [1.65, "software", false],
    [2.35, "software", false],
  ] as const)("of %d on %s is in bounds: %s", (value, kind, linear) => {
    expect(isLinear(value, kind)).toBe(linear);
  });
});

describe("agreement of the clocks", () => {
  const agreement = (simulation: SimulationOptions, kind: "wall" | "timestamp-query") => {
    const { gpu, timed } = setUp(simulation);
    return measureClockAgreement(timed, gpu.clock(kind), "software", never, neverPaused);
  };
  const stretched = ({ timestamps }: PassReport): PassReport => {
    const { begin, end } = timestamps!;
    return { timestamps: { begin, end: begin + ((end - begin) * 4n) / 5n } };
  };

  it("is 1 where timestamps are right, and 1.25 where they tell four fifths", async () => {
    const right = await agreement({}, "timestamp-query");
    expect(right).toBeCloseTo(1, 2);
    expect(clocksAgree(right!)).toBe(true);
    const short = await agreement({ fault: stretched }, "timestamp-query");
    expect(short).toBeCloseTo(1.25, 2);
    expect(clocksAgree(short!)).toBe(false);
  });

  it("is not known by the wall clock alone, nor of zero timestamps", async () => {
    expect(await agreement({}, "wall")).toBeUndefined();
    const zero = { fault: () => ({ timestamps: { begin: 0n, end: 0n } }) };
    expect(await agreement(zero, "timestamp-query")).toBeUndefined();
  });

  it("takes little time, with linearity and on software", async () => {
    const { gpu, timed } = setUp({ noise: () => 1 + 0.07 * normal() });
    const began = gpu.seconds;
    await measureLinearity(timed, gpu.clock("timestamp-query"), "software", never, neverPaused);
    await measureClockAgreement(
      timed,
      gpu.clock("timestamp-query"),
      "software",
      never,
      neverPaused,
    );
    expect(gpu.seconds - began).toBeLessThan(0.6);
  });
});
