import { describe, expect, it, vi } from "vitest";
import { createJournal, type Journal } from "../../../src/app/journal.ts";
import { Measuring } from "../../../src/app/measuring.ts";
import type { Capabilities } from "../../../src/domain/capabilities.ts";
import type { RunEvent } from "../../../src/domain/events.ts";
import type { FailureCode } from "../../../src/domain/codes.ts";
import type { RunOptions } from "../../../src/domain/options.ts";
import type { Result } from "../../../src/domain/result.ts";
import type { BenchmarkApi, RunOutcome } from "../../../src/runner/api.ts";
import type { Connection } from "../../../src/runner/client.ts";
import { createTunerMemory } from "../../../src/storage/tunerMemory.ts";
import { fixtures } from "../../fixtures/results.ts";
import { MemoryStorage } from "./memoryStorage.ts";

const failure = (code: FailureCode) => ({ code, message: `${code}.` });
const failed = (code: FailureCode): RunOutcome => ({ status: "failed", failure: failure(code) });
const partial = (code: FailureCode): RunOutcome => ({
  status: "partial",
  result: fixtures.partial,
  failure: failure(code),
});
const done: RunOutcome = { status: "done", result: fixtures.discrete };
const quick: RunOptions = { suite: "quick" };
const progress: RunEvent = {
  kind: "progress",
  now: "GEMV",
  because: "b",
  fraction: 0.5,
  bytes: 2e9,
};

type Run = BenchmarkApi["run"];

interface Setting {
  /** One for each run, in order. */
  readonly runs?: readonly (RunOutcome | Run)[];
  readonly capabilities?: Capabilities;
  readonly connections?: readonly Connection[];
  readonly journal?: Journal;
  readonly framed?: boolean;
  readonly storage?: Storage;
}

const ready: Extract<Capabilities, { status: "ready" }> = {
  status: "ready",
  thread: "worker",
  adapterKind: "hardware",
  environment: fixtures.discrete.environment,
};

const settingUp = (setting: Setting = {}) => {
  const runs = [...(setting.runs ?? [done])];
  const asked: RunOptions[] = [];
  const mayRetry: boolean[] = [];
  const close = vi.fn();
  const cancel = vi.fn(() => Promise.resolve());
  const setVisible = vi.fn(() => Promise.resolve());
  const benchmark: BenchmarkApi = {
    buildId: () => Promise.resolve("build"),
    capabilities: () => Promise.resolve(ready),
    run: (options, onEvent, retry = true) => {
      asked.push(options);
      mayRetry.push(retry);
      const next = runs.shift();
      if (typeof next === "function") return next(options, onEvent);
      return next ? Promise.resolve(next) : Promise.reject(new Error("one run too many"));
    },
    cancel,
    openSampler: () => Promise.reject(new Error("not a run")),
    takeSamples: () => Promise.reject(new Error("not a run")),
    closeSampler: () => Promise.reject(new Error("not a run")),
    setVisible,
  };
  const connected: Connection = {
    status: "connected",
    thread: "worker",
    capabilities: setting.capabilities ?? ready,
    benchmark,
    close,
  };
  const connections = [...(setting.connections ?? [])];
  const connect = vi.fn(() => Promise.resolve(connections.shift() ?? connected));
  const journal = setting.journal ?? createJournal([new MemoryStorage()]);
  const tunerMemory = createTunerMemory(() => setting.storage ?? new MemoryStorage());
  const measuring = new Measuring({
    connect,
    journal,
    tunerMemory,
    framed: setting.framed ?? false,
  });
  return { measuring, connect, asked, mayRetry, close, cancel, setVisible, journal };
};

describe("a run's state", () => {
  it.each([
    ["a whole result", done, { status: "done", result: fixtures.discrete }],
    [
      "what was finished when the visitor stopped",
      partial("cancelled"),
      { status: "done", result: fixtures.partial },
    ],
    [
      "what was finished when the time ran out",
      partial("timed-out"),
      { status: "done", result: fixtures.partial },
    ],
    [
      "why, beside what was finished, when the run failed",
      partial("timer-too-coarse"),
      { status: "failed", failure: failure("timer-too-coarse"), partial: fixtures.partial },
    ],
    [
      "why there is nothing",
      failed("no-device"),
      { status: "failed", failure: failure("no-device") },
    ],
  ])("is %s", async (_case, outcome, state) => {
    const { measuring } = settingUp({ runs: [outcome] });
    const settled = vi.fn();
    measuring.onSettled = settled;
    expect(await measuring.run(quick)).toEqual(outcome);
    expect(measuring.state).toEqual(state);
    expect(settled).toHaveBeenCalledExactlyOnceWith(outcome);
  });

  it("gathers events and leaves heartbeats out, which programs get", async () => {
    const heard = vi.fn();
    const states: unknown[] = [];
    const { measuring } = settingUp({
      runs: [
        async (_options, onEvent) => {
          onEvent(progress);
          onEvent({ kind: "heartbeat" });
          return done;
        },
      ],
    });
    measuring.onEvent = heard;
    measuring.onChange = () => states.push(measuring.state);
    await measuring.run(quick);
    expect(heard.mock.calls).toEqual([[progress], [{ kind: "heartbeat" }]]);
    expect(states).toContainEqual({ status: "running", events: [progress] });
  });

  it("is not touched by a second run at once, which is refused", async () => {
    const { measuring, asked } = settingUp();
    const first = measuring.run(quick);
    expect(await measuring.run(quick)).toMatchObject({ failure: { code: "already-running" } });
    expect(await first).toBe(done);
    expect(asked).toHaveLength(1);
  });
});

describe("the journal", () => {
  it("holds the step while a run goes on and nothing afterwards", async () => {
    const journal = createJournal([new MemoryStorage()]);
    const written = vi.spyOn(journal, "write");
    const { measuring } = settingUp({
      journal,
      runs: [
        async (_options, onEvent) => {
          onEvent(progress);
          return done;
        },
      ],
    });
    await measuring.run(quick);
    expect(written).toHaveBeenCalledExactlyOnceWith({ suite: "quick", step: "GEMV", bytes: 2e9 });
    expect(journal.takeDangling()).toBeUndefined();
  });
});

describe("what the tuner found", () => {
  const tuned = (result: Result): Result => ({
    ...result,
    tuning: [
      {
        kernel: "gemv-f16",
        operation: "gemv",
        dataType: "f16",
        shape: { m: 1, n: 2, k: 3 },
        candidates: [],
        winner: "64x4",
        search: "finished",
        secondsSpent: 1,
        dropped: [],
      },
    ],
  });
  const remembered = [{ subject: "gemv-f16 1x2x3", variant: "64x4" }];

  it.each([
    ["whole", { status: "done", result: tuned(fixtures.discrete) }],
    ["partial", { ...partial("cancelled"), result: tuned(fixtures.partial) }],
  ] as const)("in a %s run is given to the next one of the same suite", async (_case, outcome) => {
    const { measuring, asked } = settingUp({
      runs: [outcome, done, done],
      storage: new MemoryStorage(),
    });
    await measuring.run(quick);
    await measuring.run(quick);
    await measuring.run({ suite: "full" });
    expect(asked).toEqual([quick, { ...quick, remembered }, { suite: "full" }]);
  });

  it("on one device is not given to another", async () => {
    const storage = new MemoryStorage();
    const first = settingUp({
      runs: [{ status: "done", result: tuned(fixtures.discrete) }],
      storage,
    });
    await first.measuring.run(quick);
    const { environment } = ready;
    const second = settingUp({
      storage,
      capabilities: {
        ...ready,
        environment: { ...environment, adapter: { ...environment.adapter, device: "another" } },
      },
    });
    await second.measuring.run(quick);
    expect(second.asked).toEqual([quick]);
  });
});

describe("a lost GPU", () => {
  const withLoss = (result: Result): Result => ({
    ...result,
    warnings: [{ code: "device-lost", message: "The device was lost." }],
  });

  it("may be asked for again by the run itself, the first time", async () => {
    const { measuring, mayRetry } = settingUp();
    await measuring.run(quick);
    expect(mayRetry).toEqual([true]);
  });

  it.each([
    ["ended a run", partial("device-lost")],
    ["left no result", failed("device-lost")],
    ["was replaced during a run", { status: "done", result: withLoss(fixtures.discrete) } as const],
  ])("may not be asked for again in the life of a page once it %s", async (_case, outcome) => {
    const { measuring, mayRetry, journal } = settingUp({ runs: [outcome, done, done] });
    await measuring.run(quick);
    expect(journal.losses()).toBe(1);
    await measuring.run(quick);
    expect(journal.losses()).toBe(0);
    await measuring.run(quick);
    expect(mayRetry).toEqual([true, false, false]);
  });

  it("may not be asked for again by a page that was reloaded after a loss", async () => {
    const journal = createJournal([new MemoryStorage()]);
    journal.recordLoss();
    const { measuring, mayRetry } = settingUp({ journal });
    await measuring.run(quick);
    expect(mayRetry).toEqual([false]);
  });

  it("explains why no adapter comes afterwards", async () => {
    const journal = createJournal([new MemoryStorage()]);
    const capabilities: Capabilities = { status: "unavailable", failure: failure("no-adapter") };
    const before = settingUp({ journal, capabilities });
    expect(await before.measuring.lookForGpu()).toMatchObject({ failure: { code: "no-adapter" } });
    journal.recordLoss();
    const after = settingUp({ journal, capabilities });
    expect(await after.measuring.lookForGpu()).toMatchObject({
      failure: { code: "blocked-after-crashes", data: { losses: 1 } },
    });
  });

  it("is forgotten after a whole run", async () => {
    const journal = createJournal([new MemoryStorage()]);
    journal.recordLoss();
    await settingUp({ journal }).measuring.run(quick);
    expect(journal.losses()).toBe(0);
  });
});

describe("the connection", () => {
  const noWorker: Connection = { status: "failed", failure: failure("worker-failed") };

  it("is made once for looking and running", async () => {
    const { measuring, connect } = settingUp();
    await Promise.all([measuring.lookForGpu(), measuring.run(quick)]);
    expect(connect).toHaveBeenCalledOnce();
  });

  it("is made anew after it failed", async () => {
    const { measuring } = settingUp({ connections: [noWorker] });
    expect(await measuring.run(quick)).toMatchObject({ failure: { code: "worker-failed" } });
    expect(measuring.capabilities).toMatchObject({ status: "unavailable" });
    expect(await measuring.run(quick)).toBe(done);
    expect(measuring.capabilities).toMatchObject({ status: "ready" });
  });

  it.each(["worker-silent", "cancelled", "internal"] as const)(
    "is made anew after a run that failed as %s",
    async (code) => {
      const { measuring, connect, close } = settingUp({ runs: [failed(code), done] });
      await measuring.run(quick);
      await measuring.run(quick);
      expect(close).toHaveBeenCalledOnce();
      expect(connect).toHaveBeenCalledTimes(2);
    },
  );

  it("is kept after a cancel that left a partial result", async () => {
    const { measuring, connect } = settingUp({ runs: [partial("cancelled"), done] });
    await measuring.run(quick);
    await measuring.run(quick);
    expect(connect).toHaveBeenCalledOnce();
  });

  it("is not made inside another page", async () => {
    const { measuring, connect } = settingUp({ framed: true });
    expect(await measuring.run(quick)).toMatchObject({ failure: { code: "framed" } });
    expect(connect).not.toHaveBeenCalled();
  });

  it("learns whether the tab is in front, also from before it was made", async () => {
    const { measuring, setVisible } = settingUp();
    measuring.setVisible(false);
    await measuring.lookForGpu();
    measuring.setVisible(true);
    await vi.waitFor(() => expect(setVisible.mock.calls).toEqual([[false], [true]]));
  });

  it("is not used for a run that was cancelled while it was made", async () => {
    const { measuring, asked, cancel } = settingUp();
    const running = measuring.run(quick);
    await measuring.cancel();
    expect(await running).toMatchObject({ failure: { code: "cancelled" } });
    expect(asked).toEqual([]);
    expect(cancel).toHaveBeenCalledOnce();
  });
});
