import { describe, expect, it } from "vitest";
import { neverPaused } from "../../../src/measure/pause.ts";
import { race, raceOptions } from "../../../src/measure/race.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const normal = seededNormal(seededRandom(4));

const hold = async (
  speeds: Readonly<Record<string, number>>,
  simulation: SimulationOptions = {},
  options = raceOptions,
) => {
  const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1, ...simulation });
  const racers = Object.entries(speeds).map(([id, secondsPerRepetition]) => ({
    id,
    work: gpu.work({ workgroupsPerRepetition: 512, secondsPerRepetition }),
  }));
  const order: string[] = [];
  for (const { id, work } of racers) {
    const { submit } = work;
    work.submit = (workgroups) => {
      order.push(id);
      return submit(workgroups);
    };
  }
  return {
    gpu,
    racers,
    order,
    race: () => race(racers, gpu.clock("timestamp-query"), options, never, neverPaused),
  };
};

describe("race", () => {
  it("tells each one's median and the fastest, whatever their order", async () => {
    const { race: start } = await hold({ slow: 0.003, fast: 0.001, medium: 0.002 });
    const outcome = await start();
    expect(outcome.winner).toBe("fast");
    expect(outcome.lanes.map(({ id }) => id)).toEqual(["slow", "fast", "medium"]);
    expect(outcome.lanes[0]?.secondsPerRepetition).toBeCloseTo(0.003, 9);
  });

  it("takes turns A B B A", async () => {
    const { race: start, order } = await hold({ a: 0.02, b: 0.02 });
    await start();
    const turns = order.slice(-10).join("");
    expect(turns).toBe("abbaabbaab");
  });

  it("is won by the faster one of noise and drift, of which turns in a row would favour the other", async () => {
    let wins = 0;
    for (let trial = 0; trial < 20; trial += 1) {
      let began: number | undefined;
      const { race: start } = await hold(
        { slower: 0.00104, faster: 0.001 },
        {
          noise: () => 1 + 0.005 * normal(),
          drift: (seconds) => 1 + 0.3 * (seconds - (began ??= seconds)), // ever slower
        },
      );
      if ((await start()).winner === "faster") wins += 1;
    }
    expect(wins).toBeGreaterThanOrEqual(19);
  });

  it("drops whom a submit fails and lets the others finish", async () => {
    const { race: start, racers } = await hold({ wrong: 0.001, right: 0.002 });
    let submits = 0;
    const { submit } = racers[0]!.work;
    racers[0]!.work.submit = (workgroups) => {
      submits += 1;
      return submits > 8 ? Promise.reject(new Error("wrong output")) : submit(workgroups);
    };
    const outcome = await start();
    expect(outcome.winner).toBe("right");
    expect(outcome.lanes[0]).toEqual({ id: "wrong", dropped: "wrong output" });
  });

  it("has no winner where all are dropped", async () => {
    const { race: start, racers } = await hold({ only: 0.001 });
    racers[0]!.work.submit = () => Promise.reject(new Error("device lost"));
    expect(await start()).toEqual({ lanes: [{ id: "only", dropped: "device lost" }] });
  });
});
