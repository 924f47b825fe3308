import { describe, expect, it } from "vitest";
import { timeBars } from "../../../src/analysis/timeBars.ts";
import { beliefFacts } from "../../../src/ui/beliefFacts.ts";
import { measurementRows } from "../../../src/ui/measurementRows.ts";
import type { RunEvent } from "../../../src/domain/events.ts";
import { LiveScenes } from "../../../src/ui/views/liveScenes.ts";
import { liveScene, sceneOf, type SceneInput } from "../../../src/ui/views/scene.ts";
import { liveRun } from "../../../src/ui/liveRun.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete, drift, partial, software } = fixtures;

describe("the table of measurements", () => {
  it("has a line for everything measured, models first", () => {
    const rows = measurementRows(discrete);
    const { kernels, decode, prefill } = discrete;
    expect(rows).toHaveLength(kernels.length + decode.length + prefill.length);
    expect(rows[0]?.name).toBe("Qwen3 0.6B writes 1 token for 1 user");
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it("gives bytes a second for writing and arithmetic for reading", () => {
    const rows = measurementRows(discrete);
    expect(rows.find(({ key }) => key === "decode-0")?.rate).toMatch(/B\/s$/);
    expect(rows.find(({ key }) => key === "prefill-0")?.rate).toMatch(/FLOP\/s$/);
  });
});

describe("time bars", () => {
  it("hold fetching and computing against the ceilings of the same run", () => {
    const [bar] = timeBars(discrete, "llama-3.1-8b");
    const row = discrete.decode.find(({ model }) => model === "llama-3.1-8b");
    expect(bar?.fetchSeconds).toBeCloseTo(
      (row?.bytesPerStep ?? 0) / (discrete.ceilings.memory?.bytesPerSecond ?? 0),
      12,
    );
    expect(bar?.computeSeconds).toBeCloseTo((row?.flopsPerStep ?? 0) / 80e12, 12);
    expect(bar?.seconds).toEqual(row?.secondsPerStep);
  });

  it("leave out what failed its check, and what has no ceilings", () => {
    const failed = { status: "failed", maxRelativeError: 1, tolerance: 0 } as const;
    const decode = discrete.decode.map((row) => ({ ...row, verification: failed }));
    expect(timeBars({ ...discrete, decode }, "llama-3.1-8b")).toEqual([]);
    expect(timeBars({ ...discrete, ceilings: { compute: {} } }, "llama-3.1-8b")).toEqual([]);
  });
});

describe("facts about the checks", () => {
  const valueOf = (result = discrete, name = ""): string =>
    beliefFacts(result).find((fact) => fact.name === name)?.value ?? "";

  it("count the proofs, failed ones too", () => {
    const { kernels, decode, prefill, batchSweep } = discrete;
    const count = kernels.length + decode.length + prefill.length + batchSweep.length;
    expect(valueOf(discrete, "Proofs")).toContain(`${count} of ${count} passed`);
    expect(valueOf(fixtures.failedKernel, "Proofs")).toMatch(/^\d+ of \d+ passed/);
    expect(valueOf(fixtures.failedKernel, "Proofs")).not.toMatch(/^(\d+) of \1 /);
  });

  it("give the furthest of the control measurements", () => {
    expect(valueOf(discrete, "Drift")).toBe("at most 1.5% in 4 control measurements");
    expect(valueOf(drift, "Drift")).toBe("at most 9% in 2 control measurements");
  });

  it("name the clock and its self-test", () => {
    expect(valueOf(discrete, "Clock")).toBe("GPU timestamps, steps of 100 ns, self-test passed");
  });
});

describe("what the page draws", () => {
  const input: SceneInput = {
    run: { status: "idle" },
    opened: undefined,
    recording: undefined,
    heard: undefined,
    address: undefined,
    named: {},
  };

  it("is an outline that says so while there is no recording of a real GPU", () => {
    const scene = sceneOf(input);
    expect(scene.isRecorded).toBe(false);
    expect(scene.context.note).toMatch(/^No recording of a real GPU/);
    expect(scene.sentence).toBeUndefined();
  });

  it("is a recording, with its device, until there is something of its own", () => {
    const scene = sceneOf({ ...input, recording: discrete });
    expect(scene).toMatchObject({ isRecorded: true, context: { badge: "RECORDED" } });
    expect(scene.context.origin).toContain("Fixture");
    const own = sceneOf({
      ...input,
      recording: discrete,
      run: { status: "done", result: partial },
    });
    expect(own.isRecorded).toBe(false);
  });

  it("is a run that goes on before an opened file, and that before the last result", () => {
    const done = { status: "done", result: drift } as const;
    expect(sceneOf({ ...input, opened: discrete, run: done }).result).toBe(discrete);
    expect(sceneOf({ ...input, opened: discrete }).isClaimed).toBe(true);
    const running = sceneOf({ ...input, opened: discrete, run: { status: "running", events: [] } });
    expect(running.result).toBeUndefined();
  });

  it("is what was heard of a run whose thread took its result with it", () => {
    const heard = liveRun(discrete.decode.map((row) => ({ kind: "decode", row })));
    const failure = { code: "worker-silent", message: "" } as const;
    const scene = sceneOf({ ...input, heard, run: { status: "failed", failure } });
    expect(scene.measured?.decode).toBe(heard.decode);
  });

  it("has no picture of a processor", () => {
    const scene = sceneOf({ ...input, run: { status: "done", result: software } });
    expect(scene.wall).toBeUndefined();
    expect(scene.sentence?.kind).toBe("software");
    expect(scene.sentence?.headline).toContain("Your browser");
    const opened = sceneOf({ ...input, run: { status: "idle" }, opened: software });
    expect(opened.sentence?.headline).not.toContain("Your browser");
  });

  it("speaks of the device by the visitor's name, and of what would not fit it", () => {
    const named = { label: "Laptop 4050", memoryBytes: 6e9 };
    const done = { status: "done", result: discrete } as const;
    const { sentence, context } = sceneOf({ ...input, named, run: done });
    expect(sentence?.headline).toMatch(/^This Laptop 4050 would read .* if the model fitted\.$/);
    expect(context.origin[0]).toBe("Laptop 4050");
    const claimed = sceneOf({ ...input, named, opened: discrete });
    expect(claimed.context.origin[0]).toBe("Fixture");
  });

  it("marks a partial result and says when it ended", () => {
    const { context } = sceneOf({ ...input, run: { status: "done", result: partial } });
    expect(context).toMatchObject({ badge: "PARTIAL", gap: "cancelled at 9 s" });
  });
});

describe("scenes of a run that goes on", () => {
  const origin = { address: undefined, named: {} };
  const started: RunEvent = { kind: "started", environment: discrete.environment };
  const progress: RunEvent = { kind: "progress", now: "a", because: "b", fraction: 0.2 };
  const [row] = discrete.decode;
  if (!row) throw new Error("the fixture has no decode row");

  it("stay the same while there is only progress, so that nothing is drawn again", () => {
    const scenes = new LiveScenes();
    const first = scenes.of([started], origin);
    expect(scenes.of([started, progress], origin)).toBe(first);
    expect(scenes.of([started, progress, { kind: "decode", row }], origin)).not.toBe(first);
  });

  it("are those of the events alone, however they came", () => {
    const events = [started, progress, { kind: "decode", row }] as const;
    const scenes = new LiveScenes();
    for (const count of [1, 2, 3]) scenes.of(events.slice(0, count), origin);
    expect(scenes.of(events, origin)).toEqual(liveScene(liveRun(events), true, origin));
  });

  it("begin anew with another run", () => {
    const scenes = new LiveScenes();
    scenes.of([started, { kind: "decode", row }], origin);
    const again: RunEvent = { ...started };
    expect(scenes.of([again], origin).measured?.decode).toEqual([]);
  });
});
