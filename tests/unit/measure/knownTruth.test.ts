import { describe, expect, it } from "vitest";
import { neverPaused } from "../../../src/measure/pause.ts";
import { sample } from "../../../src/measure/sampler.ts";
import { samplerPresets } from "../../../src/measure/samplerOptions.ts";
import { timerSelfTest } from "../../../src/measure/timerSelfTest.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(42));

/** Queues and clocks whose truth is known: only they are replaced, the sampler is the real one. */
const clocks: Readonly<Record<string, SimulationOptions>> = {
  "timestamps of 1 ns": { timestampStepNanoseconds: 1 },
  "timestamps of 0.1 ms": { timestampStepNanoseconds: 100_000, wallStepSeconds: 1e-4 },
  "timestamps of 1 ms": { timestampStepNanoseconds: 1_000_000, wallStepSeconds: 1e-3 },
  "a wall clock of 5 µs": { wallStepSeconds: 5e-6 },
  "a wall clock of 0.1 ms": { wallStepSeconds: 1e-4 },
  "a wall clock of 1 ms": { wallStepSeconds: 1e-3 },
  "a wall clock and 100 ms polling": { wallStepSeconds: 1e-4, pollingSeconds: 0.1 },
  "timestamps and 100 ms polling": {
    timestampStepNanoseconds: 100_000,
    wallStepSeconds: 1e-3,
    pollingSeconds: 0.1,
  },
};
/** Seconds of a repetition: a tiny kernel, a GEMV, a decode step, a slow GEMM, a prompt. */
const lengths = [3e-6, 3.4e-4, 0.0055, 0.07, 0.7];
const cases = Object.keys(clocks).flatMap((name) =>
  lengths.map((seconds) => [name, seconds] as const),
);

const measure = async (options: SimulationOptions, secondsPerRepetition: number) => {
  const gpu = new SimulatedGpu({
    queueSecondsPerSubmit: 1e-4,
    newsSeconds: 0.002,
    noise: () => 1 + 0.003 * normal(),
    ...options,
  });
  const work = gpu.work({
    workgroupsPerRepetition: 4096,
    secondsPerRepetition,
    latencySeconds: 2e-6,
  });
  const test = await timerSelfTest(work, gpu.wall, never);
  if (test.status === "refused") return { gpu, outcome: test };
  return {
    gpu,
    test,
    outcome: await sample(work, test.clock, samplerPresets.full, never, neverPaused),
  };
};

const errorOf = (
  outcome: Awaited<ReturnType<typeof measure>>["outcome"],
  seconds: number,
): number => {
  if (outcome.status !== "measured") throw new Error(JSON.stringify(outcome));
  return Math.abs(outcome.interval.median / seconds - 1);
};

describe("sampler on a simulated queue of known truth", () => {
  it.each(cases)(
    "by %s recovers %d s a repetition within 1%%, never holding the GPU for 100 ms",
    async (name, seconds) => {
      const { gpu, outcome } = await measure(clocks[name]!, seconds);
      expect(errorOf(outcome, seconds)).toBeLessThan(0.01);
      expect(gpu.longestPassSeconds).toBeLessThan(0.1);
      expect(gpu.mostInFlight).toBe(3);
    },
  );

  it.each(Object.keys(clocks))("by %s is not misled by noise of 5%%", async (name) => {
    const noise = (): number => 1 + 0.05 * normal();
    const { outcome } = await measure({ ...clocks[name]!, noise }, 3.4e-4);
    if (outcome.status !== "measured") throw new Error(JSON.stringify(outcome));
    const { low, high } = outcome.interval;
    expect(low * 0.99).toBeLessThan(3.4e-4);
    expect(high * 1.01).toBeGreaterThan(3.4e-4);
  });

  it.each(Object.keys(clocks))(
    "by %s waits until a GPU that clocks up has done so",
    async (name) => {
      // Twice as slow at first; within 1% of its speed after 0.5 s of the run.
      let began: number | undefined;
      const drift = (seconds: number): number =>
        1 + Math.exp(-(seconds - (began ??= seconds)) / 0.1);
      const { outcome } = await measure({ ...clocks[name]!, drift }, 3.4e-4);
      expect(errorOf(outcome, 3.4e-4)).toBeLessThan(0.01);
    },
  );

  it.each([
    ["a clock of 100 ms", { timestampStepNanoseconds: 100_000_000, wallStepSeconds: 0.1 }],
    ["a wall clock of 100 ms alone", { wallStepSeconds: 0.1 }],
    ["a wall clock of 20 ms alone", { wallStepSeconds: 0.02 }],
    ["polling that no poke shortens", { pollingSeconds: 0.1, pokable: false }],
  ])("refuses %s in words, and holds the GPU for no time", async (_, options) => {
    const { gpu, outcome } = await measure(options, 0.0055);
    expect(outcome).toMatchObject({ status: "refused", failure: { code: "timer-too-coarse" } });
    if ("failure" in outcome) expect(outcome.failure.message).toMatch(/ \d+ ms/);
    expect(gpu.longestPassSeconds).toBeLessThan(0.001);
  });

  it("measures by timestamps where only the wall clock is coarse", async () => {
    const options = { timestampStepNanoseconds: 1, wallStepSeconds: 0.1 };
    const { test, outcome } = await measure(options, 0.0055);
    expect(test?.timer.kind).toBe("timestamp-query");
    expect(errorOf(outcome, 0.0055)).toBeLessThan(0.01);
  });
});
