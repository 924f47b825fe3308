import { expect, it, vi } from "vitest";
import { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import { sharedOperands } from "../../../src/measure/matrixOperands.ts";
import { Random } from "../../../src/measure/random.ts";
import { fakeDevice } from "../gpu/fakeDevice.ts";

vi.stubGlobal("GPUBufferUsage", { STORAGE: 0, COPY_DST: 0, COPY_SRC: 0 });

const shape = { m: 3, n: 5, k: 37 };
const opened = () => {
  const { device, destroyed } = fakeDevice();
  const gpu = new GpuDevice(device);
  const context = { gpu, random: new Random(1) } as unknown as GpuContext;
  return { gpu, destroyed, operands: sharedOperands(context, shape) };
};

it("gives all variants of a race one input and one output, which the last to leave frees", () => {
  const { gpu, destroyed, operands } = opened();
  const [first, second] = [operands().hold(), operands().hold()];
  expect(second).toBe(first);
  expect(gpu.liveBuffers).toBe(2);
  first.release();
  expect(destroyed).toEqual([]);
  second.release();
  expect(destroyed.toSorted()).toEqual(["input", "output"]);
  expect(gpu.liveBuffers).toBe(0);
});

it("makes others once all have left", () => {
  const { gpu, operands } = opened();
  const first = operands().hold();
  first.release();
  expect(operands().hold()).not.toBe(first);
  expect(gpu.liveBuffers).toBe(2);
});

it("has groups of 32 that differ in size from their neighbours along and across rows", () => {
  const { input } = opened().operands();
  const largest = (row: number, from: number, to: number): number =>
    Math.max(
      ...input.values.slice(row * input.stride + from, row * input.stride + to).map(Math.abs),
    );
  const sizes = [0, 1, 2].map((row) => [largest(row, 0, 32), largest(row, 32, 37)]);
  const steps = sizes.map((groups) => groups.map((size) => Math.floor(Math.log2(size)) + 1));
  expect(steps).toEqual([
    [0, -1],
    [-1, -2],
    [-2, -3],
  ]);
});
