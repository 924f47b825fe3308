import { describe, expect, it } from "vitest";
import { climbLadder } from "../../../src/measure/ladder.ts";
import { passLimits } from "../../../src/measure/passSizes.ts";
import { walkRepetition } from "../../../src/measure/repetitionWalk.ts";
import { SimulatedGpu, type SimulatedWork, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const climb = async (work: SimulatedWork, options: SimulationOptions = {}) => {
  const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1, ...options });
  const kind = options.timestampStepNanoseconds === 0 ? "wall" : "timestamp-query";
  const outcome = await climbLadder(gpu.work(work), gpu.clock(kind), never);
  return { gpu, outcome };
};
const workOf = (secondsPerRepetition: number, workgroupsPerRepetition = 5000): SimulatedWork => ({
  workgroupsPerRepetition,
  secondsPerRepetition,
  latencySeconds: 3e-6,
});

describe("ladder", () => {
  it.each([2e-6, 3e-4, 0.005, 0.3, 40])(
    "begins with one workgroup and grows at most four times a step, at %d s a repetition",
    async (seconds) => {
      const { gpu } = await climb(workOf(seconds));
      const sizes = gpu.log.map(({ workgroups }) => workgroups);
      expect(sizes[0]).toBe(1);
      for (const [step, size] of sizes.slice(1).entries()) {
        expect(size).toBeLessThanOrEqual(4 * sizes[step]!);
      }
    },
  );

  it.each([
    ["timestamps", {}],
    ["coarse timestamps", { timestampStepNanoseconds: 100_000 }],
    ["the wall clock", { timestampStepNanoseconds: 0, newsSeconds: 0.002 }],
  ])("stops at about 20 ms by %s, knowing the speed", async (_, options) => {
    const { gpu, outcome } = await climb(workOf(0.3), options);
    expect(gpu.longestPassSeconds).toBeLessThan(0.03);
    expect(gpu.longestPassSeconds).toBeGreaterThan(0.01);
    expect(outcome).toMatchObject({ status: "found" });
    if (outcome.status === "found") {
      expect(outcome.secondsPerRepetition / 0.3).toBeCloseTo(1, 1);
    }
  });

  it("is not misled by a first dispatch that compiles", async () => {
    let first = true;
    const noise = (): number => (first ? ((first = false), 1e5) : 1);
    const { outcome } = await climb(workOf(3e-4), { noise });
    expect(outcome).toMatchObject({ status: "found" });
    if (outcome.status === "found") expect(outcome.secondsPerRepetition).toBeCloseTo(3e-4, 5);
  });

  it("says so where work never shows any time", async () => {
    const { outcome, gpu } = await climb({ workgroupsPerRepetition: 1, secondsPerRepetition: 0 });
    expect(outcome.status).toBe("too-short");
    expect(gpu.passes).toBeLessThan(20);
  });

  it("goes by the wall clock where timestamps are zero", async () => {
    const fault = () => ({ timestamps: { begin: 0n, end: 0n } });
    const { gpu } = await climb(workOf(0.3), { fault });
    expect(gpu.longestPassSeconds).toBeGreaterThan(0.01);
    expect(gpu.longestPassSeconds).toBeLessThan(0.03);
  });
});

describe("walk through a long repetition", () => {
  const uneven: SimulatedWork = { ...workOf(0.9), profile: [1, 1, 1, 1, 1, 4, 1, 1] };

  it("finds its seconds and its slowest part without holding the GPU", async () => {
    const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1 });
    const work = gpu.work(uneven);
    const clock = gpu.clock("timestamp-query");
    const top = await climbLadder(work, clock, never);
    if (top.status !== "found") throw new Error("The ladder found nothing.");
    const walk = await walkRepetition(work, clock, top, never, passLimits);
    expect(walk.secondsPerRepetition).toBeCloseTo(0.9, 6);
    const slowest = (0.9 * (4 / 11)) / (5000 / 8);
    expect(walk.slowestSecondsPerWorkgroup / slowest).toBeCloseTo(1, 2);
    expect(gpu.longestPassSeconds).toBeLessThan(passLimits.maximumSeconds);
  });
});
