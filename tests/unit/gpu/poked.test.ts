import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { poked } from "../../../src/gpu/poked.ts";
import { fakeDevice } from "./fakeDevice.ts";

describe("a wait that nobody times", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const waiting = () => {
    const submit = vi.fn();
    const gpu = new GpuDevice(fakeDevice({ queue: { submit } }).device);
    return { gpu, submit };
  };

  it("makes an engine look for finished work until it has found it", async () => {
    const { gpu, submit } = waiting();
    const mapped = new Promise((resolve) => setTimeout(() => resolve("mapped"), 35));
    const wait = poked(gpu, mapped);
    await vi.advanceTimersByTimeAsync(1000);
    await expect(wait).resolves.toBe("mapped");
    expect(submit.mock.calls).toEqual([[[]], [[]], [[]]]);
  });

  it("submits nothing where the news comes at once, nor after a failure", async () => {
    const { gpu, submit } = waiting();
    await expect(poked(gpu, Promise.resolve(1))).resolves.toBe(1);
    await expect(poked(gpu, Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    await vi.advanceTimersByTimeAsync(1000);
    expect(submit).not.toHaveBeenCalled();
  });
});
