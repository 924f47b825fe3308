import { describe, expect, it } from "vitest";
import { neverPaused } from "../../../src/measure/pause.ts";
import { hasStoppedImproving, warmUp } from "../../../src/measure/warmUp.ts";
import { SimulatedGpu } from "./simulatedGpu.ts";

describe("warm-up", () => {
  it.each([
    [[3], false],
    [[3, 2], false],
    [[3, 2, 1.99], true],
    [[3, 2, 1.97], false],
    [[3, 2, 2.5], true],
    [[], false],
  ])("after blocks of %j seconds has stopped improving: %s", (blocks, stopped) => {
    expect(hasStoppedImproving(blocks, 0.01)).toBe(stopped);
  });

  /** Speeds up for a second, by a third in all. */
  const warm = async (warmUpSeconds: number, spentSeconds = 0) => {
    const gpu = new SimulatedGpu({
      timestampStepNanoseconds: 1,
      drift: (seconds) => Math.max(1, 1.5 - (seconds - began) / 2),
    });
    const began = gpu.seconds;
    const work = gpu.work({ workgroupsPerRepetition: 64, secondsPerRepetition: 0.02 });
    const timing = {
      work,
      clock: gpu.clock("timestamp-query"),
      signal: new AbortController().signal,
      pause: neverPaused,
    };
    const seconds = await warmUp(
      timing,
      { passes: [64], repetitions: 1 },
      { spentSeconds },
      { warmUpSeconds, warmUpTolerance: 0.01 },
    );
    return { seconds, spent: gpu.seconds - began };
  };

  it("goes on while blocks get faster", async () => {
    const { seconds, spent } = await warm(5);
    expect(seconds).toBeCloseTo(0.02, 3);
    expect(spent).toBeGreaterThan(0.9);
    expect(spent).toBeLessThan(1.4);
  });

  it("ends when its time does", async () => {
    expect((await warm(0.3)).spent).toBeLessThan(0.4);
  });

  it("is over where a cold run took all its time", async () => {
    expect(await warm(0.3, 0.3)).toMatchObject({ seconds: undefined });
  });
});
