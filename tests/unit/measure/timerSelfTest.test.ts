import { describe, expect, it } from "vitest";
import { timerSelfTest, type TimerSelfTestOptions } from "../../../src/measure/timerSelfTest.ts";
import type { PassReport } from "../../../src/measure/timedWork.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(1));

const examine = async (simulation: SimulationOptions, options?: TimerSelfTestOptions) => {
  const gpu = new SimulatedGpu({ noise: () => 1 + 0.03 * normal(), ...simulation });
  const work = gpu.work({ workgroupsPerRepetition: 500, secondsPerRepetition: 0.002 });
  const began = gpu.seconds;
  const test = await timerSelfTest(work, gpu.wall, never, options);
  return { gpu, test, seconds: gpu.seconds - began };
};

/** Timestamps that are wrong in one way. */
const changed =
  (change: (begin: bigint, end: bigint, pass: number) => readonly [bigint, bigint]) =>
  ({ timestamps }: PassReport, pass: number): PassReport => {
    const [begin, end] = change(timestamps!.begin, timestamps!.end, pass);
    return { timestamps: { begin, end } };
  };

describe("timer self-test", () => {
  it.each([
    ["1 ns", 1, 3e-6],
    ["65,536 ns", 65_536, 65_536e-9],
    ["0.1 ms", 100_000, 1e-4],
    ["1 ms", 1_000_000, 1e-3],
  ])("passes timestamps of %s and measures their step", async (_, step, expected) => {
    const { test } = await examine({ timestampStepNanoseconds: step });
    expect(test).toMatchObject({
      status: "ready",
      timer: { kind: "timestamp-query", selfTest: "passed" },
      clock: { kind: "timestamp-query", polled: false },
    });
    if (test.status !== "ready") return;
    expect(test.clock.resolutionSeconds).toBe(test.timer.resolutionSeconds);
    if (step > 1) expect(test.timer.resolutionSeconds).toBeCloseTo(expected, 9);
    else expect(test.timer.resolutionSeconds).toBeLessThanOrEqual(expected);
  });

  it("takes less than 0.2 s and no pass over 30 ms", async () => {
    const { gpu, seconds } = await examine({ timestampStepNanoseconds: 1 });
    expect(seconds).toBeLessThan(0.2);
    expect(gpu.longestPassSeconds).toBeLessThan(0.03);
  });

  it.each([
    ["zero", changed(() => [0n, 0n])],
    ["swapped", changed((begin, end) => [end, begin])],
    ["of another unit", changed((begin, end) => [begin, begin + (end - begin) / 10n])],
    ["always as long", changed((begin) => [begin, begin + 4_000_000n])],
    ["too long by a fixed time", changed((begin, end) => [begin, end + 10_000_000n])],
    ["now and then reset", changed((b, e, pass) => (pass % 4 === 0 ? [b, 7n] : [b, e]))],
    ["seconds late", changed((begin, end) => [begin, end + 3_000_000_000n])],
  ])("fails timestamps that are %s, and goes by the wall clock", async (_, fault) => {
    const { test } = await examine({ timestampStepNanoseconds: 1, fault });
    expect(test).toMatchObject({
      status: "ready",
      timer: { kind: "wall", selfTest: "failed" },
      clock: { kind: "wall" },
    });
    if (test.status === "ready") expect(test.message).toMatch(/[Tt]imestamps .*\.$/);
  });

  it("tests timestamps again that a moment has spoiled", async () => {
    let spoiled = 0;
    const fault = changed((begin, end, pass) => {
      if (pass > 30) return [begin, end];
      spoiled += 1;
      return [begin, begin + 4_000_000n];
    });
    const { test, gpu } = await examine({ timestampStepNanoseconds: 1, fault });
    expect(spoiled).toBe(30);
    expect(gpu.passes).toBeGreaterThan(30);
    expect(test).toMatchObject({ timer: { kind: "timestamp-query", selfTest: "passed" } });
  });

  it("says where there are no timestamps", async () => {
    const { test } = await examine({ wallStepSeconds: 1e-3 });
    expect(test).toMatchObject({
      timer: { kind: "wall", selfTest: "not-supported" },
      message: "This device has no timestamps.",
    });
    if (test.status === "ready") expect(test.timer.resolutionSeconds).toBeCloseTo(1e-3, 9);
  });

  it("leaves timestamps aside when told that they broke later on", async () => {
    const { test } = await examine({ timestampStepNanoseconds: 1 }, { wallOnly: true });
    expect(test).toMatchObject({ timer: { kind: "wall", selfTest: "failed" } });
  });

  it("counts how exactly completion is heard of as the wall clock's step", async () => {
    const { test } = await examine({ pollingSeconds: 0.008, wallStepSeconds: 5e-6 });
    if (test.status !== "ready") throw new Error(test.failure.message);
    expect(test.timer.resolutionSeconds).toBeGreaterThan(0.003);
    expect(test.timer.resolutionSeconds).toBeLessThan(0.012);
    const control = await examine({ wallStepSeconds: 5e-6 });
    if (control.test.status !== "ready") throw new Error(control.test.failure.message);
    expect(control.test.timer.resolutionSeconds).toBeLessThan(0.001);
  });

  it("pokes a browser that polls, and only that", async () => {
    const polling = await examine({ pollingSeconds: 0.1, timestampStepNanoseconds: 1 });
    expect(polling.test).toMatchObject({ clock: { polled: true } });
    const control = await examine({ timestampStepNanoseconds: 1 });
    expect(control.test).toMatchObject({ clock: { polled: false } });
    expect(control.gpu.pokes).toBe(0);
  });

  it("refuses a wall clock of 20 ms, not one of 15 ms", async () => {
    const { test } = await examine({ wallStepSeconds: 0.02 });
    expect(test).toMatchObject({ status: "refused", failure: { code: "timer-too-coarse" } });
    const control = await examine({ wallStepSeconds: 0.015 });
    expect(control.test.status).toBe("ready");
  });
});
