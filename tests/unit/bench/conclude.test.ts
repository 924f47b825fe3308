import { describe, expect, it } from "vitest";
import { conclude } from "../../../bench/conclude.ts";
import { drive, type End } from "../../../bench/drive.ts";
import type { PageDriver, Ran } from "../../../bench/pageDriver.ts";
import type { Failure } from "../../../src/domain/failure.ts";
import type { Result } from "../../../src/domain/result.ts";
import { fixtures } from "../../fixtures/results.ts";

const never = new Promise<never>(() => {});
const partial: Result = fixtures.partial;
const whole: Result = fixtures.discrete;
const failed: Result = fixtures.failedKernel;
const failedModel: Result = {
  ...fixtures.discrete,
  skipped: [{ id: "decode tiny", dataType: "f16", code: "failed-check", message: "wrong" }],
};
const failedPartial: Result = { ...failed, partial: true };

const ended = (end: End, result?: Result, failure?: Failure) =>
  conclude(
    { status: "driven", driven: { end, ...(result && { result }), ...(failure && { failure }) } },
    { interrupted: end === "interrupted", step: "GEMV" },
  );

describe("the exit code", () => {
  it.each<readonly [number, string, End, Result]>([
    [0, "a whole result", "finished", whole],
    [1, "a failed kernel", "finished", failed],
    [1, "a model whose output failed its check", "finished", failedModel],
    [1, "a failed kernel in a partial result", "finished", failedPartial],
    [1, "a failed kernel when the time ran out", "timed-out", failedPartial],
    [3, "a partial result", "finished", partial],
    [3, "a partial result when the time ran out", "timed-out", partial],
    [130, "an interruption", "interrupted", partial],
    [130, "an interruption after a failed kernel", "interrupted", failedPartial],
  ])("is %i for %s", (exitCode, _, end, result) => {
    expect(ended(end, result)).toMatchObject({ exitCode, result });
  });

  it.each<readonly [number, End, Failure]>([
    [2, "finished", { code: "bad-options", message: "models: give fewer" }],
    [3, "finished", { code: "no-webgpu", message: "no WebGPU" }],
    [3, "gone", { code: "internal", message: "the page crashed" }],
    [3, "timed-out", { code: "worker-silent", message: "silent" }],
    [130, "interrupted", { code: "cancelled", message: "cancelled" }],
  ])("is %i without a result where %s with %j", (exitCode, end, failure) => {
    const conclusion = ended(end, undefined, failure);
    expect(conclusion).toMatchObject({
      exitCode,
      message: expect.stringContaining(failure.message),
    });
    expect(conclusion).not.toHaveProperty("result");
  });

  it("is 3 where no browser could be had, and 130 where that was interrupted", () => {
    const measured = { status: "cannot-measure", message: "no browser" } as const;
    expect(conclude(measured, { interrupted: false }).exitCode).toBe(3);
    expect(conclude(measured, { interrupted: true }).exitCode).toBe(130);
  });

  it("comes with words unless all is well", () => {
    expect(ended("finished", whole)).not.toHaveProperty("message");
    expect(ended("finished", failed).message).toContain("gemv-f32");
    expect(ended("finished", partial).message).toContain("Cancelled after 9 s");
    expect(ended("gone", undefined, { code: "internal", message: "x" }).message).toContain("GEMV");
  });
});

describe("driving the page", () => {
  const page = (overrides: Partial<PageDriver> = {}): PageDriver => ({
    capabilities: () => never,
    sampler: () => never,
    run: () => never,
    cancel: async () => {},
    close: async () => {},
    gone: never,
    ...overrides,
  });
  const options = {
    run: { suite: "smoke" },
    timeoutSeconds: 30,
    graceSeconds: 0.05,
    interrupted: new AbortController().signal,
  } as const;
  const untilCancelled = (): Pick<PageDriver, "run" | "cancel"> => {
    let cancelled: (ran: Ran) => void;
    const run = new Promise<Ran>((resolve) => (cancelled = resolve));
    return {
      run: () => run,
      cancel: async () => cancelled({ status: "result", result: partial }),
    };
  };

  it("hands over the result", async () => {
    const ran = { status: "result", result: whole } as const;
    expect(await drive(page({ run: async () => ran }), options)).toEqual({
      end: "finished",
      result: whole,
    });
  });

  it("asks for what is finished when the time runs out", async () => {
    expect(await drive(page(untilCancelled()), { ...options, timeoutSeconds: 0.02 })).toEqual({
      end: "timed-out",
      result: partial,
    });
  });

  it("asks for what is finished when interrupted", async () => {
    const interruption = new AbortController();
    const driving = drive(page(untilCancelled()), {
      ...options,
      interrupted: interruption.signal,
    });
    interruption.abort();
    expect(await driving).toEqual({ end: "interrupted", result: partial });
  });

  it.each(["ignores", "fails at", "never answers"])(
    "gives up a page that %s cancel",
    async (how) => {
      const cancel = {
        ignores: async () => {},
        "fails at": () => Promise.reject(new Error("no")),
        "never answers": () => never,
      }[how];
      const driving = drive(page({ ...(cancel && { cancel }) }), {
        ...options,
        timeoutSeconds: 0.02,
      });
      expect(await driving).toMatchObject({ end: "timed-out", failure: { code: "worker-silent" } });
    },
  );

  it("ends with the page, also when its run breaks off first", async () => {
    const failure: Failure = { code: "internal", message: "the page crashed" };
    const gone = Promise.resolve(failure);
    expect(await drive(page({ gone }), options)).toEqual({ end: "gone", failure });
    const run = () => Promise.reject(new Error("Target crashed"));
    expect(await drive(page({ gone, run }), options)).toEqual({ end: "gone", failure });
  });
});
