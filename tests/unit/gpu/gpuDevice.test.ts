import { describe, expect, it } from "vitest";
import { FailureError } from "../../../src/domain/failure.ts";
import { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { fakeDevice } from "./fakeDevice.ts";

const error = (message: string): GPUError => ({ message }) as GPUError;
const failureOf = (thrown: unknown): unknown =>
  thrown instanceof FailureError ? thrown.failure : thrown;

describe("a tracked device", () => {
  it("destroys the buffers that were not released, then itself", () => {
    const { device, destroyed } = fakeDevice();
    const gpu = new GpuDevice(device);
    const first = gpu.createBuffer(16, 0, "first");
    gpu.createBuffer(16, 0, "second");
    expect(gpu.liveBuffers).toBe(2);
    gpu.release([first]);
    expect([gpu.liveBuffers, destroyed]).toEqual([1, ["first"]]);
    gpu.destroy();
    expect([gpu.liveBuffers, destroyed]).toEqual([0, ["first", "second", "device"]]);
  });

  it("keeps the errors that no scope caught, in order", () => {
    const { device, report } = fakeDevice();
    const gpu = new GpuDevice(device);
    expect(gpu.errors).toEqual([]);
    report("one");
    report("another");
    expect(gpu.errors).toEqual(["one", "another"]);
  });

  it("keeps the error of a scope that was popped last", async () => {
    const { device, scopes } = fakeDevice();
    const gpu = new GpuDevice(device);
    scopes.push(error("late"));
    await gpu.settleErrors();
    expect(gpu.errors).toEqual(["late"]);
  });
});

describe("a large buffer", () => {
  it("is given where no scope caught an error", async () => {
    const gpu = new GpuDevice(fakeDevice().device);
    expect(await gpu.allocate(2 ** 20, 0, "weights")).toMatchObject({ label: "weights" });
    expect(gpu.liveBuffers).toBe(1);
  });

  it.each([
    ["memory is out", [error("out of memory"), null]],
    ["it is larger than the limit", [null, error("too large")]],
  ])("is not given where %s, and nothing is left of it", async (_, errors) => {
    const { device, scopes, destroyed } = fakeDevice();
    scopes.push(...errors);
    const gpu = new GpuDevice(device);
    expect(await gpu.allocate(2 ** 30, 0, "weights")).toBeUndefined();
    expect([gpu.liveBuffers, gpu.errors, destroyed]).toEqual([0, [], ["weights"]]);
  });

  it("of a lost device is no matter of memory", async () => {
    const { device, lose, scopes } = fakeDevice();
    scopes.push(error("out of memory"), null);
    const gpu = new GpuDevice(device);
    lose("unknown", "the driver crashed");
    await gpu.lost;
    await expect(gpu.allocate(16, 0, "weights").catch(failureOf)).resolves.toMatchObject({
      code: "device-lost",
      message: "the driver crashed",
      data: { reason: "unknown" },
    });
  });
});

describe("waiting for a device", () => {
  it("gives what was waited for", async () => {
    const gpu = new GpuDevice(fakeDevice().device);
    await expect(gpu.orLost(Promise.resolve(7))).resolves.toBe(7);
  });

  it("ends with the loss where a promise never settles", async () => {
    const { device, lose } = fakeDevice();
    const gpu = new GpuDevice(device);
    const waiting = gpu.orLost(new Promise(() => undefined)).catch(failureOf);
    lose("unknown", "");
    await expect(waiting).resolves.toMatchObject({
      code: "device-lost",
      message: "The browser gave no reason.",
    });
  });

  it("ends with the loss where a promise rejects because of it, just before it is told", async () => {
    const { device, lose } = fakeDevice();
    const gpu = new GpuDevice(device);
    const aborted = gpu.orLost(Promise.reject(new Error("AbortError"))).catch(failureOf);
    setTimeout(() => lose("destroyed", "gone"), 10);
    await expect(aborted).resolves.toMatchObject({ code: "device-lost", message: "gone" });
  });

  it("gives any other rejection as it is", async () => {
    const gpu = new GpuDevice(fakeDevice().device);
    await expect(gpu.orLost(Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
  });

  it("ends where the device does not answer", async () => {
    const gpu = new GpuDevice(fakeDevice().device);
    const silent = gpu.orLost(new Promise(() => undefined), 0.05).catch(failureOf);
    await expect(silent).resolves.toMatchObject({
      code: "device-lost",
      data: { reason: "no-answer" },
    });
  });
});
