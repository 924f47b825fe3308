import type { Result } from "../../src/domain/result.ts";
import type { EndedRun } from "./harness/runs.ts";
import { leftOut, runsEverything } from "../extent.ts";
import {
  blankAdapterInfo,
  breakShader,
  breakTimestamps,
  coarsenClock,
  dispatchTooMuch,
  hideFeature,
  lowerLimits,
  neverCompile,
  refuseWeights,
  type TimestampFault,
} from "./faults.ts";
import { expect, test } from "./harness/server.ts";

const MiB = 2 ** 20;

/** What was found, in short; undefined of a run that found nothing. */
const resultOf = ({ outcome, leaked }: EndedRun): Result => {
  expect(leaked, "buffers are released").toEqual([]);
  if (outcome.status === "failed") throw new Error(JSON.stringify(outcome.failure));
  return outcome.result;
};
const codesOf = ({ warnings }: Result): readonly string[] => warnings.map(({ code }) => code);
const statusesOf = ({ kernels }: Result): Readonly<Record<string, string>> =>
  Object.fromEntries(kernels.map(({ id, verification }) => [id, verification.status]));

test.describe("where memory is out", () => {
  test("a large buffer is not given, without an error, and a smaller one is", async ({
    harness,
  }) => {
    const ask = (bytes: number) => harness.evaluate((size) => window.harness.allocate(size), bytes);
    expect(await ask(1024 * MiB)).toEqual({ given: false, errors: [], leaked: 0 });
    expect(await ask(64 * MiB)).toEqual({ given: true, errors: [], leaked: 0 });
  });

  test("more than the adapter's limit is refused as well", async ({ harness }) => {
    const answer = await harness.evaluate(() => window.harness.allocate(2 ** 33));
    expect(answer).toEqual({ given: false, errors: [], leaked: 0 });
  });

  test("an arena takes a half or a quarter instead, or keeps what it has", async ({ harness }) => {
    const grow = (steps: readonly number[]) =>
      harness.evaluate((all) => window.harness.growArena(all), steps);
    await harness.evaluate(refuseWeights, { largest: 5 * MiB, inAll: 24 * MiB });
    expect(await grow([3 * MiB, 16 * MiB])).toEqual({ given: [true, true], bytes: 16 * MiB });
    expect(await grow([4 * MiB, 40 * MiB])).toEqual({ given: [true, false], bytes: 4 * MiB });
  });

  const options = { suite: "smoke" as const, kernels: ["stream-read", "gemv-f16"] };

  test("a run goes on with what there is", async ({ harness }) => {
    await harness.evaluate(refuseWeights, { largest: 20 * MiB, inAll: 50 * MiB });
    const ended = await harness.evaluate((all) => window.harness.run(all), options);
    const result = resultOf(ended);
    expect(ended.outcome.status).toBe("done");
    expect(codesOf(result)).toContain("shrunk");
    expect(statusesOf(result)).toEqual({ "stream-read": "passed", "gemv-f16": "passed" });
  });

  test("a run without any memory skips what needs some, and says so", async ({ harness }) => {
    await harness.evaluate(refuseWeights, { largest: 2 ** 23, inAll: 9 * MiB });
    const ended = await harness.evaluate((all) => window.harness.run(all), {
      ...options,
      kernels: ["stream-read", "dispatch"],
    });
    const result = resultOf(ended);
    expect(ended.outcome.status).toBe("done");
    expect(statusesOf(result)).toEqual({ dispatch: "passed" });
    expect(result.skipped).toMatchObject([{ id: "stream-read", code: "out-of-memory" }]);
  });
});

test("a run fails where the device has no memory at all", async ({ harness }) => {
  await harness.evaluate(refuseWeights, { largest: 1, inAll: 0 });
  const { outcome, leaked } = await harness.evaluate(() =>
    window.harness.run({ suite: "smoke", kernels: ["dispatch"] }),
  );
  expect(outcome).toMatchObject({ status: "failed", failure: { code: "no-device" } });
  expect(leaked).toEqual([]);
});

test.describe("where a kernel cannot run, the others do", () => {
  const options = { suite: "smoke" as const, kernels: ["gemv-f16", "dispatch"] };

  test("its shader does not compile", async ({ harness }) => {
    await harness.evaluate(breakShader, "gemv-f16");
    const result = resultOf(await harness.evaluate((all) => window.harness.run(all), options));
    expect(statusesOf(result)).toEqual({ dispatch: "passed" });
    expect(result.skipped).toMatchObject([{ id: "gemv-f16", code: "compile-failed" }]);
    expect(result.skipped[0]?.message).toMatch(/^line \d+: /);
  });

  test("its compilation never ends", async ({ harness }) => {
    await harness.evaluate(neverCompile, "gemv-f16");
    const result = resultOf(await harness.evaluate((all) => window.harness.run(all), options));
    expect(statusesOf(result)).toEqual({ dispatch: "passed" });
    expect(result.skipped).toMatchObject([{ id: "gemv-f16", code: "compile-too-slow" }]);
  });

  test("the GPU reports an error while it is timed", async ({ harness }) => {
    await harness.evaluate(dispatchTooMuch, { label: "gemv-f16", nth: 6 });
    const result = resultOf(await harness.evaluate((all) => window.harness.run(all), options));
    expect(statusesOf(result)).toEqual({ "gemv-f16": "failed", dispatch: "passed" });
    const failed = result.kernels.find(({ id }) => id === "gemv-f16");
    expect(failed?.seconds).toBeUndefined();
    expect(failed?.verification.reason).toMatch(/^the GPU reported: /);
    expect(codesOf(result)).toContain("kernel-failed");
  });

  test("and without a fault both are measured", async ({ harness }) => {
    const result = resultOf(await harness.evaluate((all) => window.harness.run(all), options));
    expect(statusesOf(result)).toEqual({ "gemv-f16": "passed", dispatch: "passed" });
    expect(result.skipped).toEqual([]);
    expect(codesOf(result)).not.toContain("kernel-failed");
    expect(result.environment.label).toMatch(/swiftshader/i);
  });
});

const mostRuns = 5;

/** A busy machine's wall clock may be refused, and rightly: then the run is asked for again. */
const byWallClock = async (run: () => Promise<EndedRun>): Promise<Result> => {
  for (let runs = 1; ; runs += 1) {
    const ended = await run();
    const isRefused =
      ended.outcome.status === "failed" && ended.outcome.failure.code === "timer-too-coarse";
    if (!isRefused || runs === mostRuns) return resultOf(ended);
  }
};

test.describe("where timestamps are broken, the wall clock measures", () => {
  const faults = {
    "all zero": "zero",
    "running backwards": "negative",
    "in steps of 50 ms": { stepNanoseconds: 5e7 },
  } as const;
  for (const [name, fault] of Object.entries(faults)) {
    test(name, async ({ harness }) => {
      await harness.evaluate(breakTimestamps, fault as TimestampFault);
      const result = await byWallClock(() =>
        harness.evaluate(() => window.harness.run({ suite: "smoke", kernels: ["dispatch"] })),
      );
      expect(result.environment.timer).toMatchObject({ kind: "wall", selfTest: "failed" });
      expect(codesOf(result)).toContain("timestamps-broken");
      expect(statusesOf(result)).toEqual({ dispatch: "passed" });
    });
  }

  test("from the midst of a run on", async ({ harness }) => {
    test.skip(!runsEverything, leftOut);
    await harness.evaluate(() =>
      window.harness.beginRun({ suite: "smoke", kernels: ["dispatch", "gemv-f16"] }),
    );
    await harness.evaluate(() => window.harness.hear("progress"));
    await harness.evaluate(breakTimestamps, "negative" as TimestampFault);
    const result = resultOf(await harness.evaluate(() => window.harness.endOfRun()));
    expect(result.environment.timer.kind).toBe("wall");
    expect(codesOf(result)).toContain("timestamps-broken");
    expect(statusesOf(result)).toEqual({ dispatch: "passed", "gemv-f16": "passed" });
  });

  test("but steps of 0.1 ms are measured with", async ({ harness }) => {
    test.skip(!runsEverything, leftOut);
    await harness.evaluate(breakTimestamps, { stepNanoseconds: 1e5 } as TimestampFault);
    const timer = async () => {
      const ended = await harness.evaluate(() =>
        window.harness.run({ suite: "smoke", kernels: ["dispatch"] }),
      );
      return resultOf(ended).environment.timer;
    };
    // On a busy machine the loads of the self-test may not look like 1 to 4, and the wall clock measures.
    await expect.poll(timer, { timeout: 60_000 }).toMatchObject({
      kind: "timestamp-query",
      selfTest: "passed",
      resolutionSeconds: expect.closeTo(1e-4, 6),
    });
  });
});

test.describe("where the wall clock has steps of 100 ms", () => {
  test("nothing is measured, and the failure says why in words", async ({ harness }) => {
    await harness.evaluate(hideFeature, "timestamp-query");
    await harness.evaluate(coarsenClock, 100);
    const { outcome, leaked } = await harness.evaluate(() =>
      window.harness.run({ suite: "smoke", kernels: ["gemv-f16"] }),
    );
    expect(outcome).toMatchObject({ status: "failed", failure: { code: "timer-too-coarse" } });
    if (outcome.status !== "failed") throw new Error("unreachable");
    expect(outcome.failure.message).toContain("100 ms");
    expect(leaked).toEqual([]);
  });

  test("and with a fine one the wall clock measures", async ({ harness }) => {
    await harness.evaluate(hideFeature, "timestamp-query");
    const ended = await harness.evaluate(() =>
      window.harness.run({ suite: "smoke", kernels: ["dispatch"] }),
    );
    const result = resultOf(ended);
    expect(result.environment.timer).toMatchObject({ kind: "wall", selfTest: "not-supported" });
    expect(statusesOf(result)).toEqual({ dispatch: "passed" });
  });
});

test.describe("on a device", () => {
  test("that does not say what it is, a run goes on with an unknown device", async ({
    harness,
  }) => {
    await harness.evaluate(blankAdapterInfo);
    const found = await harness.evaluate(() => window.harness.capabilities());
    expect(found).toMatchObject({ status: "ready", environment: { label: "unknown device" } });
    const ended = await harness.evaluate(() =>
      window.harness.run({ suite: "smoke", kernels: ["gemv-f16"] }),
    );
    const result = resultOf(ended);
    expect(result.environment.label).toBe("unknown device");
    expect(statusesOf(result)).toEqual({ "gemv-f16": "passed" });
  });

  test("with small limits, weights are split and a run goes on", async ({ harness }) => {
    await harness.evaluate(lowerLimits, {
      maxBufferSize: 4 * MiB,
      maxStorageBufferBindingSize: 4 * MiB,
      maxComputeInvocationsPerWorkgroup: 128,
      maxComputeWorkgroupStorageSize: 16_384,
    });
    const ended = await harness.evaluate(() =>
      window.harness.run({ suite: "smoke", kernels: ["stream-read", "gemv-f32"] }),
    );
    const result = resultOf(ended);
    expect(result.environment.limits["maxBufferSize"]).toBe(4 * MiB);
    expect(statusesOf(result)).toEqual({
      "stream-read": "passed",
      "gemv-f32": "passed",
    });
  });
});

test.describe("a cancelled run", () => {
  const options = { suite: "smoke" as const, kernels: ["gemv-f16", "gemv-f32", "dispatch"] };

  test("keeps what was finished and leaves nothing behind", async ({ harness }) => {
    await harness.evaluate((all) => window.harness.beginRun(all), options);
    await harness.evaluate(() => window.harness.hear("kernel"));
    await harness.evaluate(() => window.harness.cancelRun());
    const ended = await harness.evaluate(() => window.harness.endOfRun());
    expect(ended.outcome).toMatchObject({ status: "partial", failure: { code: "cancelled" } });
    const result = resultOf(ended);
    expect(result.partial).toBe(true);
    expect(result.kernels.length).toBeGreaterThanOrEqual(1);
    expect(result.kernels.length).toBeLessThan(options.kernels.length);
    expect(codesOf(result)).toContain("cancelled");
  });

  test("that had found nothing has failed, and another can follow", async ({ harness }) => {
    await harness.evaluate((all) => window.harness.beginRun(all), options);
    await harness.evaluate(() => window.harness.hear("started"));
    await harness.evaluate(() => window.harness.cancelRun());
    const { outcome, leaked } = await harness.evaluate(() => window.harness.endOfRun());
    expect(outcome).toMatchObject({ status: "failed", failure: { code: "cancelled" } });
    expect(leaked).toEqual([]);
    const next = await harness.evaluate(() =>
      window.harness.run({ suite: "smoke", kernels: ["dispatch"] }),
    );
    expect(next.outcome.status).toBe("done");
  });
});
