import { describe, expect, it } from "vitest";
import { neverPaused, VisibilityPause, type Pause } from "../../../src/measure/pause.ts";
import type { SampleOutcome } from "../../../src/measure/sampleOutcome.ts";
import { sample } from "../../../src/measure/sampler.ts";
import { samplerPresets, type SamplerOptions } from "../../../src/measure/samplerOptions.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulatedWork, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(8));
const gemv: SimulatedWork = { workgroupsPerRepetition: 4096, secondsPerRepetition: 3.4e-4 };

interface SetUp {
  readonly work?: SimulatedWork;
  readonly options?: Partial<SamplerOptions>;
  readonly pause?: Pause;
  readonly signal?: AbortSignal;
}

const run = async (
  simulation: SimulationOptions,
  { work = gemv, options = {}, pause = neverPaused, signal = never }: SetUp = {},
  prepare?: (gpu: SimulatedGpu) => void,
) => {
  const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1, ...simulation });
  prepare?.(gpu);
  const timed = gpu.work(work);
  const clock = gpu.clock(simulation.timestampStepNanoseconds === 0 ? "wall" : "timestamp-query");
  const began = gpu.seconds;
  const outcome = await sample(timed, clock, { ...samplerPresets.full, ...options }, signal, pause);
  return { gpu, outcome, samples: timed.samples, seconds: gpu.seconds - began };
};

const measured = (outcome: SampleOutcome): Extract<SampleOutcome, { status: "measured" }> => {
  if (outcome.status !== "measured") throw new Error(JSON.stringify(outcome));
  return outcome;
};

describe("sampler", () => {
  it.each([10, 6])("takes at least %d samples and 0.2 s of GPU time", async (minimumSamples) => {
    const { outcome } = await run({}, { options: { minimumSamples } });
    const { interval, repetitionsPerSample } = measured(outcome);
    expect(interval.samples.length).toBe(minimumSamples);
    const seconds = interval.samples.reduce((sum, each) => sum + each * repetitionsPerSample, 0);
    expect(seconds).toBeGreaterThanOrEqual(0.2);
  });

  it("takes more where the least samples were too short together", async () => {
    // Twice as fast from the first sample on, after ladder and warm-up.
    const before = (await run({})).gpu.passes - 10;
    let pass = 0;
    const noise = (): number => ((pass += 1) > before ? 0.5 : 1);
    const { interval, repetitionsPerSample } = measured((await run({ noise })).outcome);
    expect(interval.samples.length).toBeGreaterThan(10);
    const seconds = interval.samples.reduce((sum, each) => sum + each * repetitionsPerSample, 0);
    expect(seconds).toBeGreaterThanOrEqual(0.2);
  });

  it("fits its samples to the speed of the warm GPU", async () => {
    // A third of the time once the ladder was climbed: by the ladder's word samples would be too short.
    let began: number | undefined;
    const drift = (seconds: number): number => (seconds - (began ??= seconds) < 0.06 ? 3 : 1);
    const { interval, repetitionsPerSample } = measured((await run({ drift })).outcome);
    expect(interval.samples.length).toBe(10);
    expect(interval.median).toBeCloseTo(3.4e-4, 9);
    expect(repetitionsPerSample * interval.median).toBeGreaterThan(0.02);
  });

  it("stops at 10, 20, 40 … samples where they come within 2%", async () => {
    const counts = new Set<number>();
    for (let trial = 0; trial < 20; trial += 1) {
      const { outcome } = await run({ noise: () => 1 + 0.03 * normal() });
      const { interval, flags } = measured(outcome);
      expect(flags).not.toContain("noisy");
      counts.add(interval.samples.length);
    }
    expect([...counts].filter((count) => ![10, 20, 40, 80, 160].includes(count))).toEqual([]);
    expect(counts.size).toBeGreaterThan(1);
  });

  it("calls noisy what is not within 2% when the budget ends, and keeps to the budget", async () => {
    const noise = (): number => 1 + 0.3 * normal();
    const { outcome, seconds } = await run(
      { noise },
      { options: { budgetSeconds: 1, warmUpSeconds: 0.1 } },
    );
    expect(measured(outcome).flags).toContain("noisy");
    expect(seconds).toBeLessThan(1.4); // with ladder and warm-up
    expect(measured(outcome).interval.samples.length).toBeGreaterThan(30);
  });

  it("begins each sample with a changed input", async () => {
    const { outcome, samples } = await run({});
    expect(samples).toBeGreaterThanOrEqual(measured(outcome).interval.samples.length);
  });

  it("keeps the cold sample apart", async () => {
    // Slow until 0.1 s of work were done.
    let spent = 0;
    const noise = (): number => ((spent += 0.01) < 0.13 ? 1.5 : 1);
    const { outcome } = await run({ noise });
    const { coldSeconds, interval } = measured(outcome);
    expect(coldSeconds).toBeCloseTo(1.5 * 3.4e-4, 7);
    expect(Math.max(...interval.samples)).toBeCloseTo(3.4e-4, 7);
  });

  it.each([
    ["timestamps", 1],
    ["the wall clock", 0],
  ])("sums whole passes of a long uneven repetition by %s", async (_, step) => {
    const work = {
      workgroupsPerRepetition: 4099,
      secondsPerRepetition: 0.7,
      profile: [1, 1, 4, 1, 2, 1],
    };
    const { gpu, outcome } = await run({ timestampStepNanoseconds: step }, { work });
    const { interval, passesPerSample, repetitionsPerSample } = measured(outcome);
    expect(interval.median / 0.7).toBeCloseTo(1, 2);
    expect(repetitionsPerSample).toBe(1);
    expect(passesPerSample).toBeGreaterThan(13);
    expect(gpu.longestPassSeconds).toBeLessThan(0.1);
  });

  it("adds the clock's step to the interval", async () => {
    const fine = measured((await run({})).outcome).interval;
    const coarse = measured((await run({ timestampStepNanoseconds: 100_000 })).outcome).interval;
    const width = ({ low, high }: typeof fine): number => (high - low) / 3.4e-4;
    expect(width(fine)).toBeLessThan(1e-3);
    expect(width(coarse)).toBeGreaterThan(1e-4 / 0.03);
    expect(width(coarse)).toBeLessThan(0.02);
  });

  it("refuses work that would take too long", async () => {
    const work = { workgroupsPerRepetition: 100, secondsPerRepetition: 2 };
    const { outcome } = await run({}, { work, options: { maximumSeconds: 10 } });
    expect(outcome).toMatchObject({ status: "refused", reason: "takes-too-long" });
    const control = await run({}, { work, options: { maximumSeconds: 30 } });
    expect(control.outcome.status).toBe("measured");
  });

  it("says below resolution of work that takes no time", async () => {
    const work = { workgroupsPerRepetition: 1, secondsPerRepetition: 0 };
    const { outcome } = await run({ timestampStepNanoseconds: 100_000 }, { work });
    expect(outcome).toMatchObject({ status: "below-resolution" });
    expect("message" in outcome && outcome.message).toContain("0.1 ms");
  });

  it("refuses a clock of 20 ms in words, and works with one of 15 ms", async () => {
    const coarse = await run({ timestampStepNanoseconds: 0, wallStepSeconds: 0.02 });
    expect(coarse.outcome).toMatchObject({ status: "refused", reason: "timer-too-coarse" });
    expect(coarse.gpu.passes).toBe(0);
    const control = await run({ timestampStepNanoseconds: 0, wallStepSeconds: 0.015 });
    expect(measured(control.outcome).interval.median / 3.4e-4).toBeCloseTo(1, 1.7);
  });
});

describe("sampler with bad timestamps", () => {
  const every = (nth: number): SimulationOptions => ({
    fault: (report, pass) => (pass % nth === 0 ? { timestamps: { begin: 0n, end: 0n } } : report),
  });

  it("drops the samples that have one, if they are few", async () => {
    const { outcome } = await run(every(24));
    expect(measured(outcome).interval.samples.length).toBe(10);
    expect(measured(outcome).interval.median).toBeCloseTo(3.4e-4, 9);
  });

  it.each([1, 3])("asks for the wall clock where every %d-th is bad", async (nth) => {
    const { outcome } = await run(every(nth));
    expect(outcome).toMatchObject({ status: "refused", reason: "timestamps-broken" });
  });
});

describe("sampler in a tab that is hidden", () => {
  const disturbed = async (hideAt: number, showAt: number, step = 1) => {
    const pause = new VisibilityPause();
    let hiddenFrom = Infinity;
    let shownFrom = Infinity;
    const result = await run(
      {
        timestampStepNanoseconds: step,
        // A hidden tab's work is slow, and its first work afterwards too.
        drift: (seconds) => (seconds > hiddenFrom && seconds < shownFrom + 0.05 ? 3 : 1),
      },
      { pause },
      (gpu) => {
        hiddenFrom = gpu.seconds + hideAt;
        shownFrom = gpu.seconds + showAt;
        gpu.at(hiddenFrom, () => pause.setVisible(false));
        gpu.at(shownFrom, () => pause.setVisible(true));
      },
    );
    return { ...result, hiddenFrom, shownFrom };
  };

  it.each([
    ["the ladder", 0.01, 1],
    ["the warm-up", 0.1, 1],
    ["the samples", 0.3, 1],
    ["the samples, by the wall clock", 0.5, 0],
  ])("during %s drops what was disturbed, waits and warms up again", async (_, hideAt, step) => {
    const { gpu, outcome, hiddenFrom, shownFrom } = await disturbed(hideAt, hideAt + 5, step);
    const { interval, flags } = measured(outcome);
    expect(flags).toContain("was-hidden");
    expect(Math.max(...interval.samples) / 3.4e-4).toBeLessThan(1.02);
    const begun = gpu.log.filter(({ begin }) => begin > hiddenFrom + 0.2 && begin < shownFrom);
    expect(begun).toEqual([]);
    expect(gpu.seconds).toBeGreaterThan(shownFrom);
  });

  it("is not said to have been hidden where it was not", async () => {
    const { outcome } = await disturbed(50, 51);
    expect(measured(outcome).flags).toEqual([]);
  });

  it("does not count the wait as budget", async () => {
    const { outcome } = await disturbed(0.3, 300);
    expect(measured(outcome).flags).toEqual(["was-hidden"]);
  });
});

describe("sampler that is cancelled", () => {
  it.each([0.005, 0.1, 0.3])("after %d s ends within the submits in flight", async (after) => {
    const controller = new AbortController();
    let abortedAt = Infinity;
    const gpu: { now?: SimulatedGpu } = {};
    const running = run({}, { signal: controller.signal }, (simulated) => {
      gpu.now = simulated;
      simulated.at(simulated.seconds + after, () => {
        abortedAt = simulated.seconds;
        controller.abort(new Error("cancelled"));
      });
    });
    await expect(running).rejects.toThrow("cancelled");
    const last = gpu.now!.log.at(-1)!;
    expect(last.end - abortedAt).toBeLessThan(0.15);
  });

  it("while hidden does not wait to be shown", async () => {
    const controller = new AbortController();
    const pause = new VisibilityPause();
    pause.setVisible(false);
    const running = run({}, { signal: controller.signal, pause }, (gpu) =>
      gpu.at(gpu.seconds + 1, () => controller.abort(new Error("cancelled"))),
    );
    await expect(running).rejects.toThrow("cancelled");
  });

  it("rejects with what a submit rejects with", async () => {
    const fault = (_: unknown, pass: number) => {
      if (pass === 20) throw new Error("wrong output");
      return _ as object;
    };
    await expect(run({ fault })).rejects.toThrow("wrong output");
  });
});
