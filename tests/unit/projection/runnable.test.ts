import { describe, expect, it } from "vitest";
import { neededBytes, paceOf, runnableOf, storedAs } from "../../../src/projection/runnable.ts";
import { decodeStepWork } from "../../../src/domain/stepWork.ts";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import { fixtures } from "../../fixtures/results.ts";

const llama = forwardModelById("llama-3.1-8b")!;
const oss = forwardModelById("gpt-oss-20b")!;
const small = forwardModelById("qwen3-0.6b")!;
const { steps, discrete } = fixtures;

describe("what a model needs", () => {
  it.each([
    [16, 16.6],
    [8, 8.57],
    [4, 5.05],
  ] as const)("of Llama 3.1 8B at %d bits with 4K of context is %f GB", (bits, gigabytes) => {
    expect(neededBytes(llama, bits) / 1e9).toBeCloseTo(gigabytes, 1);
  });

  it("is what gpt-oss is published in at 4 bits", () => {
    expect(storedAs(oss, 4)).toBe("mxfp4");
    expect(storedAs(llama, 4)).toBe("int4");
    expect(neededBytes(oss, 4) / 1e9).toBeCloseTo(13.9, 1);
  });

  it.each([
    [8.1e9, false, 4],
    [9e9, false, 8],
    [24e9, true, 16],
    [4e9, false, undefined],
    [undefined, undefined, undefined],
  ] as const)("is set against a memory of %d: fits %s, at %s bits", (memory, fits, fitsAt) => {
    const runnable = runnableOf(undefined, llama, 16, memory);
    expect(runnable.fits).toBe(fits);
    expect(runnable.fitsAt).toBe(fitsAt);
  });
});

describe("how fast it is", () => {
  it("is not said without a run, or with one that has no ceilings", () => {
    expect(runnableOf(undefined, llama, 16, 24e9)).toMatchObject({
      writing: undefined,
      reading: undefined,
      pace: undefined,
    });
    const empty = { ...discrete, ceilings: { compute: {} } };
    expect(runnableOf(empty, llama, 16, 24e9).writing).toBeUndefined();
  });

  it("is as measured where the whole step was, at short context", () => {
    const { writing, reading, pace } = runnableOf(steps, llama, 16, 24e9);
    const row = steps.decode.find(
      ({ includes, batch, contextTokens, dataType }) =>
        includes === "step" && batch === 1 && contextTokens === 512 && dataType === "f16",
    );
    expect(writing).toEqual({ tokensPerSecond: row?.tokensPerSecond, basis: "measured" });
    expect(reading).toEqual({
      seconds: steps.latency?.[1]?.timeToFirstToken,
      basis: "measured",
    });
    expect(pace?.basis).toBe("measured");
  });

  it("follows from the ceilings elsewhere, and is never slower than what was measured", () => {
    const { writing, reading } = runnableOf(discrete, llama, 16, 24e9);
    const { bytes } = decodeStepWork(llama, "f16", { batch: 1, contextTokens: 512 });
    const rate = discrete.ceilings.memory?.bytesPerSecond;
    expect(writing).toEqual({
      tokensPerSecond: expect.closeTo((rate ?? 0) / bytes, 6),
      basis: "ceilings",
    });
    const measured = runnableOf(steps, llama, 16, 24e9);
    expect(writing?.tokensPerSecond).toBeGreaterThan(measured.writing?.tokensPerSecond ?? Infinity);
    expect(reading?.seconds).toBeLessThan(measured.reading?.seconds ?? 0);
  });

  it("takes nothing from weights alone, from failed rows or from other models", () => {
    expect(runnableOf(discrete, llama, 16, undefined).writing?.basis).toBe("ceilings");
    const failed = {
      ...steps,
      decode: steps.decode.map((row) => ({
        ...row,
        verification: { status: "failed", maxRelativeError: 1, tolerance: 0 } as const,
      })),
    };
    expect(runnableOf(failed, llama, 16, undefined).writing?.basis).toBe("ceilings");
    expect(runnableOf(steps, small, 16, undefined).writing?.basis).toBe("ceilings");
  });
});

describe("the pace", () => {
  it.each([
    [60, 1, "faster"],
    [60, 11, "usable"],
    [60, 61, "slow"],
    [5.2, 1, "slow"],
    [5.4, 1, "faster"],
  ] as const)("of %f tokens/s after %f s is %s", (tokensPerSecond, seconds, pace) => {
    expect(paceOf(tokensPerSecond, seconds)).toBe(pace);
  });
});
