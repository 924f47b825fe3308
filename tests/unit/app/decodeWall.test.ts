import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { installDecodeWall, type DecodeWall } from "../../../src/app/decodeWall.ts";
import { createJournal } from "../../../src/app/journal.ts";
import { Measuring } from "../../../src/app/measuring.ts";
import type { Failure } from "../../../src/domain/failure.ts";
import { createTunerMemory } from "../../../src/storage/tunerMemory.ts";
import type { BenchmarkApi, RunOutcome } from "../../../src/runner/api.ts";
import { fixtures } from "../../fixtures/results.ts";

const lost: Failure = { code: "device-lost", message: "gone", data: { step: "GEMV" } };
const done: RunOutcome = { status: "done", result: fixtures.discrete };
const failed: RunOutcome = { status: "failed", failure: { code: "no-device", message: "none" } };
const partial: RunOutcome = { status: "partial", result: fixtures.partial, failure: lost };

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("dispatchEvent", (event: Event) => page.dispatchEvent(event));
});
afterEach(() => vi.unstubAllGlobals());

const install = (run: BenchmarkApi["run"]) => {
  const benchmark = { run, setVisible: () => Promise.resolve() } as unknown as BenchmarkApi;
  const measuring = new Measuring({
    connect: () =>
      Promise.resolve({
        status: "connected",
        thread: "worker",
        capabilities: { status: "unavailable", failure: lost },
        benchmark,
        close: () => undefined,
      }),
    journal: createJournal([]),
    tunerMemory: createTunerMemory(),
    framed: false,
  });
  const refuse = installDecodeWall(measuring);
  const wall = (page as unknown as { readonly decodeWall: DecodeWall }).decodeWall;
  return { wall, refuse };
};
const ending = (...outcomes: readonly RunOutcome[]) => {
  const left = [...outcomes];
  return install(() => Promise.resolve(left.shift() ?? failed));
};
const smoke = { suite: "smoke" };

describe("window.decodeWall", () => {
  it("says which version and build it is", () => {
    expect(ending().wall).toMatchObject({ version: "0.0.0-test", build: { id: "test" } });
  });

  it("gives the result to who runs, and to who waits", async () => {
    const { wall } = ending(done);
    const waiting = wall.done;
    expect(await wall.run(smoke)).toBe(fixtures.discrete);
    expect(await waiting).toBe(fixtures.discrete);
  });

  it("gives what was finished where a run did not come to its end", async () => {
    const { wall } = ending({ ...partial, failure: { code: "cancelled", message: "stopped" } });
    expect(await wall.run(smoke)).toMatchObject({ partial: true });
    expect(await wall.done).toMatchObject({ partial: true });
  });

  it("rejects with a plain object", async () => {
    const { wall } = ending(failed);
    const running = wall.run(smoke);
    await expect(running).rejects.toEqual({ code: "no-device", message: "none" });
    const thrown: unknown = await wall.done.catch((reason: unknown) => reason);
    expect(Object.getPrototypeOf(thrown)).toBe(Object.prototype);
  });

  it("has a done of its own for each run", async () => {
    const { wall } = ending(failed, done);
    const first = wall.done;
    await wall.run(smoke).catch(() => undefined);
    expect(await wall.run(smoke)).toBe(fixtures.discrete);
    await expect(first).rejects.toMatchObject({ code: "no-device" });
    expect(await wall.done).toBe(fixtures.discrete);
  });

  it("refuses options that it does not know, and done does not follow", async () => {
    const { wall } = ending(done);
    const settled = vi.fn();
    void wall.done.then(settled, settled);
    await expect(wall.run({ suite: "fast" })).rejects.toEqual({
      code: "bad-options",
      message: `suite: "fast" is not known; give smoke, quick or full`,
    });
    expect(settled).not.toHaveBeenCalled();
  });

  it("tells the window of events and of the end", async () => {
    const heard: unknown[] = [];
    for (const name of ["decode-wall:event", "decode-wall:done"]) {
      page.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
    }
    const { wall } = install((_options, onEvent) => {
      onEvent({ kind: "heartbeat" });
      return Promise.resolve(done);
    });
    await wall.run(smoke);
    expect(heard).toEqual([
      ["decode-wall:event", { kind: "heartbeat" }],
      ["decode-wall:done", done],
    ]);
  });

  it("settles done when no run will start", async () => {
    const { wall, refuse } = ending();
    refuse({ code: "framed", message: "in a frame" });
    await expect(wall.done).rejects.toEqual({ code: "framed", message: "in a frame" });
  });
});
