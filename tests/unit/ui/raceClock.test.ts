import { describe, expect, it } from "vitest";
import { RaceClock, type FrameSource } from "../../../src/ui/raceClock.ts";

/** A clock and frames that a test moves. */
const simulated = () => {
  let now = 0;
  let pending: (() => void) | undefined;
  const frames: FrameSource = {
    now: () => now,
    request: (callback) => {
      pending = callback;
      return () => (pending = undefined);
    },
  };
  const pass = (seconds: number): void => {
    now += seconds;
    const callback = pending;
    pending = undefined;
    callback?.();
  };
  return { frames, pass };
};

describe("a race's clock", () => {
  it("tells the seconds since its start at each frame", () => {
    const { frames, pass } = simulated();
    const told: number[] = [];
    const clock = new RaceClock((elapsed) => told.push(elapsed), frames);
    pass(5);
    clock.start();
    pass(0.5);
    pass(0.25);
    expect(told).toEqual([0.5, 0.75]);
  });

  it("stands still while it is held", () => {
    const { frames, pass } = simulated();
    const told: number[] = [];
    const clock = new RaceClock((elapsed) => told.push(elapsed), frames);
    clock.start();
    pass(1);
    clock.hold();
    pass(60);
    expect(clock.isRunning).toBe(false);
    clock.start();
    pass(1);
    expect(told).toEqual([1, 2]);
  });

  it("goes where it is set, and on from there", () => {
    const { frames, pass } = simulated();
    const told: number[] = [];
    const clock = new RaceClock((elapsed) => told.push(elapsed), frames);
    clock.start();
    clock.set(10);
    pass(1);
    expect(told).toEqual([10, 11]);
  });

  it("can be held at a tick", () => {
    const { frames, pass } = simulated();
    const told: number[] = [];
    const clock: RaceClock = new RaceClock((elapsed) => {
      told.push(elapsed);
      clock.hold();
    }, frames);
    clock.start();
    pass(1);
    pass(1);
    expect(told).toEqual([1]);
  });
});
