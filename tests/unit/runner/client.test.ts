import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunEvent } from "../../../src/domain/events.ts";
import type { BenchmarkApi } from "../../../src/runner/api.ts";
import { connectBenchmark, type Connection } from "../../../src/runner/client.ts";
import { asWorker, fakeBenchmark, FakeWorker } from "./fakeWorker.ts";

const workers: FakeWorker[] = [];
const workerOf = (api?: unknown): FakeWorker => {
  const worker = new FakeWorker(api);
  workers.push(worker);
  return worker;
};
const connect = (
  worker: FakeWorker,
  startHere?: () => Promise<BenchmarkApi>,
): Promise<Connection> =>
  connectBenchmark(() => asWorker(worker), {
    buildId: "build-a",
    ...(startHere && { startHere }),
  });
const connected = async (worker: FakeWorker): Promise<Connection & { status: "connected" }> => {
  const connection = await connect(worker);
  if (connection.status === "failed") throw new Error(connection.failure.message);
  return connection;
};
const never = (): Promise<never> => new Promise(() => undefined);
const started = async (work: { readonly mock: { readonly calls: readonly unknown[] } }) => {
  await vi.waitUntil(() => work.mock.calls.length > 0, { timeout: 5000 });
};
/** Lets messages through while the clock stands still, then moves it. */
const passSeconds = async (seconds: number): Promise<void> => {
  for (let second = 0; second < seconds; second += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    vi.advanceTimersByTime(1000);
  }
};

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "performance"],
  });
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("meeting the worker", () => {
  it("connects to a worker of the same build and knows its capabilities", async () => {
    const connection = await connected(workerOf(fakeBenchmark()));
    expect(connection.thread).toBe("worker");
    expect(connection.capabilities.status).toBe("ready");
  });

  it("refuses a worker of another build", async () => {
    const worker = workerOf(fakeBenchmark({ buildId: () => Promise.resolve("build-b") }));
    expect(await connect(worker)).toMatchObject({
      status: "failed",
      failure: { code: "wrong-build" },
    });
    expect(worker.terminated).toBe(true);
  });

  it("tells of a worker that cannot be constructed", async () => {
    const connection = await connectBenchmark(
      () => {
        throw new TypeError("This document requires 'TrustedScriptURL' assignment.");
      },
      { buildId: "build-a" },
    );
    expect(connection).toMatchObject({
      status: "failed",
      failure: { code: "worker-failed", message: expect.stringContaining("TrustedScriptURL") },
    });
  });

  it.each([
    ["the script does not load", "", "could not be loaded"],
    ["the script throws", "ReferenceError: x", "ReferenceError: x"],
  ])("tells of a worker of which %s", async (_case, message, told) => {
    const worker = workerOf();
    const connection = connect(worker);
    worker.fail(message);
    expect(await connection).toMatchObject({
      failure: { code: "worker-failed", message: expect.stringContaining(told) },
    });
  });

  it("gives up on a worker that never answers after 15 s, and not before", async () => {
    const connection = connect(workerOf());
    const settled = vi.fn();
    void connection.then(settled);
    await passSeconds(14);
    expect(settled).not.toHaveBeenCalled();
    await passSeconds(2);
    expect(await connection).toMatchObject({ failure: { code: "worker-silent" } });
  });
});

describe("a worker without WebGPU", () => {
  const without = (code: string) =>
    fakeBenchmark({
      capabilities: () =>
        Promise.resolve({ status: "unavailable", failure: { code, message: "none" } }),
    });

  it("is replaced by this thread where that has it", async () => {
    const worker = workerOf(without("no-webgpu"));
    const connection = await connect(worker, () =>
      Promise.resolve(fakeBenchmark() as unknown as BenchmarkApi),
    );
    expect(connection).toMatchObject({ status: "connected", thread: "main" });
    expect(worker.terminated).toBe(true);
  });

  it("is kept, with its reason, where this thread has none either", async () => {
    const connection = await connect(workerOf(without("no-webgpu")), () =>
      Promise.resolve(without("no-webgpu") as unknown as BenchmarkApi),
    );
    expect(connection).toMatchObject({
      thread: "worker",
      capabilities: { failure: { code: "no-webgpu" } },
    });
  });

  it("is not replaced where it has WebGPU and no adapter", async () => {
    const startHere = vi.fn();
    expect(await connect(workerOf(without("no-adapter")), startHere)).toMatchObject({
      thread: "worker",
    });
    expect(startHere).not.toHaveBeenCalled();
  });
});

describe("a run", () => {
  it("hands on events and outcome", async () => {
    const run = async (_options: unknown, onEvent: (event: RunEvent) => Promise<void>) => {
      await onEvent({
        kind: "progress",
        now: "GEMV",
        because: "decode is made of it",
        fraction: 0.5,
      });
      return { status: "failed", failure: { code: "device-lost", message: "gone" } };
    };
    const { benchmark } = await connected(workerOf(fakeBenchmark({ run })));
    const events: RunEvent[] = [];
    const outcome = await benchmark.run({ suite: "smoke" }, (event) => events.push(event));
    expect(events).toEqual([expect.objectContaining({ kind: "progress", now: "GEMV" })]);
    expect(outcome).toEqual({
      status: "failed",
      failure: { code: "device-lost", message: "gone" },
    });
  });

  it("goes on when the page fails to draw an event", async () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const run = async (_options: unknown, onEvent: (event: unknown) => Promise<void>) => {
      await onEvent({ kind: "heartbeat" });
      return { status: "failed", failure: { code: "no-device", message: "the run's own end" } };
    };
    const { benchmark } = await connected(workerOf(fakeBenchmark({ run })));
    const outcome = await benchmark.run({ suite: "smoke" }, () => {
      throw new Error("drawing");
    });
    expect(outcome).toMatchObject({ failure: { message: "the run's own end" } });
    expect(reported).toHaveBeenCalledOnce();
  });

  it.each([
    ["an outcome", () => Promise.resolve({ status: "finished" })],
    ["an outcome", () => Promise.resolve({ status: "done", result: { schema: "other/1" } })],
    [
      "an event",
      async (_options: unknown, onEvent: (event: unknown) => Promise<void>) => {
        await onEvent({ kind: "kernel" });
        return never();
      },
    ],
  ])("fails with its worker when that sends %s of another shape", async (what, run) => {
    const worker = workerOf(fakeBenchmark({ run }));
    const { benchmark } = await connected(worker);
    expect(await benchmark.run({ suite: "smoke" }, () => undefined)).toMatchObject({
      status: "failed",
      failure: { code: "worker-failed", message: expect.stringContaining(what) },
    });
    expect(worker.terminated).toBe(true);
  });

  it("settles when the worker throws", async () => {
    const run = () => Promise.reject(new RangeError("a bug"));
    const { benchmark } = await connected(workerOf(fakeBenchmark({ run })));
    expect(await benchmark.run({ suite: "smoke" }, () => undefined)).toEqual({
      status: "failed",
      failure: { code: "internal", message: "RangeError: a bug" },
    });
  });

  it("settles when the worker dies, and so does every later call", async () => {
    const run = vi.fn(never);
    const worker = workerOf(fakeBenchmark({ run }));
    const { benchmark } = await connected(worker);
    const outcome = benchmark.run({ suite: "smoke" }, () => undefined);
    await started(run);
    worker.fail("Out of memory");
    const failed = {
      status: "failed",
      failure: { code: "worker-failed", message: "Out of memory" },
    };
    expect(await outcome).toEqual(failed);
    expect(await benchmark.run({ suite: "smoke" }, () => undefined)).toEqual(failed);
    expect(await benchmark.capabilities()).toMatchObject({ status: "unavailable" });
    await benchmark.cancel();
    await benchmark.setVisible(true);
  });

  it("settles when the page closes the connection", async () => {
    const { benchmark, close } = await connected(workerOf(fakeBenchmark({ run: never })));
    const outcome = benchmark.run({ suite: "smoke" }, () => undefined);
    close();
    expect(await outcome).toMatchObject({ failure: { code: "worker-failed" } });
  });

  it("is given up after 15 s of silence, which heartbeats prevent", async () => {
    let beat: () => Promise<void> = never;
    const run = vi.fn((_options: unknown, onEvent: (event: unknown) => Promise<void>) => {
      beat = () => onEvent({ kind: "heartbeat" });
      return never();
    });
    const worker = workerOf(fakeBenchmark({ run }));
    const { benchmark } = await connected(worker);
    const outcome = benchmark.run({ suite: "smoke" }, () => undefined);
    await started(run);
    for (let repetition = 0; repetition < 3; repetition += 1) {
      await passSeconds(12);
      await beat();
    }
    expect(worker.terminated).toBe(false);
    await passSeconds(16);
    expect(await outcome).toEqual({
      status: "failed",
      failure: expect.objectContaining({ code: "worker-silent", data: { seconds: 15 } }),
    });
    expect(worker.terminated).toBe(true);
  });

  it("is not given up for the time in which the machine slept", async () => {
    const worker = workerOf(fakeBenchmark({ run: never }));
    const { benchmark } = await connected(worker);
    void benchmark.run({ suite: "smoke" }, () => undefined);
    const now = performance.now();
    vi.spyOn(performance, "now").mockReturnValueOnce(now + 3_600_000);
    vi.advanceTimersByTime(1000);
    expect(worker.terminated).toBe(false);
  });

  it("ends with its worker when a cancel does not end it within 10 s", async () => {
    let beat: () => Promise<void> = never;
    const run = vi.fn((_options: unknown, onEvent: (event: unknown) => Promise<void>) => {
      beat = () => onEvent({ kind: "heartbeat" });
      return never();
    });
    const worker = workerOf(fakeBenchmark({ run }));
    const { benchmark } = await connected(worker);
    const outcome = benchmark.run({ suite: "smoke" }, () => undefined);
    await started(run);
    await benchmark.cancel();
    await passSeconds(9);
    await beat();
    expect(worker.terminated).toBe(false);
    await passSeconds(2);
    expect(await outcome).toMatchObject({ status: "failed", failure: { code: "cancelled" } });
  });

  it("leaves the worker alive when a cancel does end it", async () => {
    let end: (outcome: unknown) => void = () => undefined;
    const run = vi.fn(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    const cancel = () => {
      end({ status: "failed", failure: { code: "cancelled", message: "Cancelled" } });
      return Promise.resolve();
    };
    const worker = workerOf(fakeBenchmark({ run, cancel }));
    const { benchmark } = await connected(worker);
    const outcome = benchmark.run({ suite: "smoke" }, () => undefined);
    await started(run);
    await benchmark.cancel();
    expect(await outcome).toMatchObject({ failure: { message: "Cancelled" } });
    await passSeconds(30);
    expect(worker.terminated).toBe(false);
  });
});
