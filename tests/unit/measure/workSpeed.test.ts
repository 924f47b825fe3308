import { describe, expect, it } from "vitest";
import { climbLadder } from "../../../src/measure/ladder.ts";
import { passLimits } from "../../../src/measure/passSizes.ts";
import { neverPaused } from "../../../src/measure/pause.ts";
import { sample } from "../../../src/measure/sampler.ts";
import { samplerPresets } from "../../../src/measure/samplerOptions.ts";
import { findSpeed } from "../../../src/measure/workSpeed.ts";
import { SimulatedGpu, type SimulatedWork } from "./simulatedGpu.ts";

const signal = new AbortController().signal;
const work: SimulatedWork = {
  workgroupsPerRepetition: 64,
  secondsPerRepetition: 0.02,
  latencySeconds: 3e-6,
};
const busy = 5;
const hiccup = 1e5;

/** A busy processor and a coarse clock: all slow while the ladder is climbed, then one long pause, then none. */
const simulate = async (longPause: number): Promise<SimulatedGpu> => {
  const wallOnly = { timestampStepNanoseconds: 0, wallStepSeconds: 0.012 };
  const climbing = new SimulatedGpu({ ...wallOnly, noise: () => busy });
  await climbLadder(climbing.work(work), climbing.clock("wall"), signal);
  let pass = 0;
  const noise = (): number => {
    pass += 1;
    if (pass <= climbing.passes) return busy;
    return pass === climbing.passes + 1 ? longPause : 1;
  };
  return new SimulatedGpu({ ...wallOnly, noise });
};

describe("the speed of unknown work by the wall clock", () => {
  it.each([
    ["a long pause", hiccup],
    ["none", 1],
  ])("is never nothing, with %s before the walk through a repetition", async (_what, pause) => {
    const gpu = await simulate(pause);
    const timing = { work: gpu.work(work), clock: gpu.clock("wall"), signal, pause: neverPaused };
    const speed = await findSpeed(timing, passLimits);
    expect(speed?.secondsPerRepetition).toBeGreaterThan(1e-3);
  });

  it("lets the work be timed, or says why it cannot be", async () => {
    const gpu = await simulate(hiccup);
    const timed = gpu.work(work);
    const outcome = await sample(
      timed,
      gpu.clock("wall"),
      samplerPresets.full,
      signal,
      neverPaused,
    );
    expect(["measured", "below-resolution", "refused"]).toContain(outcome.status);
  });
});
