import { describe, expect, it } from "vitest";
import { afterGroup, Canary, hasDrifted } from "../../../src/measure/canary.ts";
import { neverPaused, VisibilityPause } from "../../../src/measure/pause.ts";
import { SimulatedGpu } from "./simulatedGpu.ts";

const never = new AbortController().signal;

const setUp = (kind: "wall" | "timestamp-query" = "timestamp-query") => {
  const speed = { factor: 1 };
  const gpu = new SimulatedGpu({
    ...(kind === "timestamp-query" && { timestampStepNanoseconds: 1 }),
    drift: () => speed.factor,
  });
  const work = gpu.work({ workgroupsPerRepetition: 64, secondsPerRepetition: 0.004 });
  return { gpu, speed, canary: new Canary("memory", work, gpu.clock(kind)) };
};

describe("canary", () => {
  it.each(["wall", "timestamp-query"] as const)(
    "tells the rate as a share of its first reading's, by %s",
    async (kind) => {
      const { canary, speed } = setUp(kind);
      expect(await canary.read(0, never, neverPaused)).toEqual({
        kind: "memory",
        atSeconds: 0,
        relative: 1,
      });
      speed.factor = 1.25;
      const reading = await canary.read(7, never, neverPaused);
      expect(reading?.atSeconds).toBe(7);
      expect(reading?.relative).toBeCloseTo(0.8, 2);
    },
  );

  it("takes little time after the first reading", async () => {
    const { gpu, canary } = setUp();
    await canary.read(0, never, neverPaused);
    const began = gpu.seconds;
    await canary.read(1, never, neverPaused);
    expect(gpu.seconds - began).toBeLessThan(0.08);
  });

  it("reads again where the tab was hidden meanwhile", async () => {
    const { gpu, canary, speed } = setUp();
    const pause = new VisibilityPause();
    await canary.read(0, never, pause);
    speed.factor = 3;
    gpu.at(gpu.seconds + 0.01, () => pause.setVisible(false));
    gpu.at(gpu.seconds + 2, () => {
      speed.factor = 1;
      pause.setVisible(true);
    });
    expect((await canary.read(1, never, pause))?.relative).toBeCloseTo(1, 3);
  });
});

describe("drift", () => {
  it.each([
    [0.94, true],
    [0.96, false],
    [1, false],
    [1.04, false],
    [1.06, true],
  ])("is a canary at %d of its reference: %s", (relative, drifted) => {
    expect(hasDrifted({ relative })).toBe(drifted);
  });

  const off = [{ relative: 1.01 }, { relative: 0.9 }];
  it.each([
    ["goes on where none is off", [{ relative: 0.97 }], "hardware", 0, "go-on"],
    ["reruns the group once", off, "hardware", 0, "rerun"],
    ["then warns", off, "hardware", 1, "warn"],
    ["only warns on software", off, "software", 0, "warn"],
    ["goes on where nothing was read", [], "hardware", 0, "go-on"],
  ] as const)("%s", (_, readings, adapterKind, reruns, action) => {
    expect(afterGroup(readings, { adapterKind, reruns })).toBe(action);
  });
});
