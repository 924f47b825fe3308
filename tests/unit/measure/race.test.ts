import { describe, expect, it } from "vitest";
import { FailureError } from "../../../src/domain/failure.ts";
import type { Verification } from "../../../src/domain/result.ts";
import { WitnessError } from "../../../src/measure/gpuWork.ts";
import { neverPaused } from "../../../src/measure/pause.ts";
import { race, Runner } from "../../../src/measure/race.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(4));
const right: Verification = { status: "passed", maxRelativeError: 0, tolerance: 0 };

/** Runners of these seconds per repetition, ready to race; the first is the standard. */
const lineUp = async (
  speeds: Readonly<Record<string, number>>,
  simulation: SimulationOptions = {},
) => {
  let factorOfNext = (): number => 1;
  const gpu = new SimulatedGpu({
    timestampStepNanoseconds: 1,
    ...simulation,
    noise: () => factorOfNext() * (simulation.noise?.() ?? 1),
  });
  const order: string[] = [];
  const entries = Object.entries(speeds).map(([id, secondsPerRepetition]) => {
    const work = gpu.work({ workgroupsPerRepetition: 512, secondsPerRepetition });
    const { submit } = work;
    const control = {
      factor: (): number => 1,
      beforeSubmit: (): void => undefined,
      verification: right,
    };
    work.submit = async (workgroups) => {
      order.push(id);
      control.beforeSubmit();
      factorOfNext = control.factor;
      return submit(workgroups);
    };
    const prove = (): Promise<Verification> => Promise.resolve(control.verification);
    const timing = { clock: gpu.clock("timestamp-query"), signal: never, pause: neverPaused };
    return { id, control, runner: new Runner({ work, prove }, timing) };
  });
  for (const { runner } of entries) await runner.prepare();
  order.length = 0;
  return {
    gpu,
    order,
    controlOf: (id: string) => entries.find((entry) => entry.id === id)!.control,
    runnerOf: (id: string) => entries.find((entry) => entry.id === id)!.runner,
    winner: async (isOver = (): boolean => false) => {
      const runners = entries.map(({ runner }) => runner);
      const fastest = await race(runners, isOver);
      return entries.find(({ runner }) => runner === fastest)?.id;
    },
  };
};

describe("race", () => {
  it("is won by the fastest, wherever it stands", async () => {
    const { winner, runnerOf } = await lineUp({ slow: 0.003, fast: 0.001, medium: 0.002 });
    expect(await winner()).toBe("fast");
    expect(runnerOf("medium").secondsPerRepetition).toBeCloseTo(0.002, 9);
  });

  it("takes turns A B B A, the first of which warms up", async () => {
    const { winner, order } = await lineUp({ a: 0.02, b: 0.03 });
    await winner();
    expect(order.join("")).toBe("ababbaab");
  });

  it("goes on with the faster half after three samples of each", async () => {
    const { winner, order } = await lineUp({ a: 0.02, b: 0.05, c: 0.03, d: 0.04 });
    await winner();
    const turns = { warmUp: "abcd", all: "abcddcbaabcd", half: "accaac" };
    expect(order.join("")).toBe(Object.values(turns).join(""));
  });

  it("is won by the faster one of noise and drift, of which turns in a row would favour the other", async () => {
    let wins = 0;
    for (let trial = 0; trial < 20; trial += 1) {
      let began: number | undefined;
      const { winner } = await lineUp(
        { slower: 0.00104, faster: 0.001 },
        {
          noise: () => 1 + 0.005 * normal(),
          drift: (seconds) => 1 + 0.3 * (seconds - (began ??= seconds)), // ever slower
        },
      );
      if ((await winner()) === "faster") wins += 1;
    }
    expect(wins).toBeGreaterThanOrEqual(19);
  });

  it.each([
    [1.5, "standard"],
    [2.5, "other"],
  ])(
    "where another is %d%% faster than the standard is won by the %s",
    async (percent, expected) => {
      const { winner } = await lineUp({ standard: 0.001, other: 0.001 * (1 - percent / 100) });
      expect(await winner()).toBe(expected);
    },
  );

  it("judges by fresh samples, not by those that made the leader lead", async () => {
    const { winner, controlOf } = await lineUp({ standard: 0.02, lucky: 0.02, b: 0.03, c: 0.03 });
    let samples = 0;
    controlOf("lucky").factor = () => (samples++ < 1 + 3 + 3 ? 0.8 : 1);
    expect(await winner(() => samples >= 1 + 3 + 3)).toBe("standard");
    expect(samples).toBe(1 + 3 + 3 + 1 + 3);
  });

  it("compares by the median of all samples but the first, which warms up", async () => {
    const { winner, controlOf, runnerOf } = await lineUp({ standard: 0.02, other: 0.02 });
    const factors = [9, 1, 3, 5];
    controlOf("other").factor = () => factors.shift() ?? 1;
    await winner();
    expect(runnerOf("other").secondsPerRepetition).toBeCloseTo(3 * 0.02, 9);
  });

  it("is never won by one whose output is wrong, but by the next", async () => {
    const { winner, controlOf, runnerOf } = await lineUp({
      standard: 0.004,
      right: 0.002,
      wrong: 0.001,
      slow: 0.003,
    });
    controlOf("wrong").verification = { ...right, status: "failed", reason: "row 7 is off" };
    expect(await winner()).toBe("right");
    expect(runnerOf("wrong")).toMatchObject({
      dropped: "row 7 is off",
      secondsPerRepetition: undefined,
    });
  });

  it("drops whom a submit fails and lets the others finish", async () => {
    const { winner, controlOf, runnerOf } = await lineUp({ failing: 0.001, other: 0.002 });
    controlOf("failing").beforeSubmit = () => {
      throw new WitnessError("wrong output");
    };
    expect(await winner()).toBe("other");
    expect(runnerOf("failing").dropped).toBe("wrong output");
  });

  it("ends with the loss of the device, which is no variant's fault", async () => {
    const { winner, controlOf } = await lineUp({ a: 0.001, b: 0.002 });
    controlOf("b").beforeSubmit = () => {
      throw new FailureError({ code: "device-lost", message: "gone" });
    };
    await expect(winner()).rejects.toThrow("gone");
  });

  it("ends with the best so far when its time is over", async () => {
    const { winner, gpu } = await lineUp({ a: 0.04, b: 0.05, c: 0.02, d: 0.03, e: 0.06 });
    const end = gpu.seconds + 0.5; // of 0.8 for the first round
    expect(await winner(() => gpu.seconds > end)).toBe("c");
  });

  it("stays with the standard where there was no time at all", async () => {
    const { winner, order } = await lineUp({ standard: 0.04, faster: 0.02 });
    expect(await winner(() => true)).toBe("standard");
    expect(order).toEqual([]);
  });
});
