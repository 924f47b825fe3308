import { expect, it, vi } from "vitest";
import type { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { int8Row } from "../../../src/kernels/int8Groups.ts";
import { ChangingInput } from "../../../src/measure/changingInput.ts";
import { Random } from "../../../src/measure/random.ts";

vi.stubGlobal("GPUBufferUsage", { STORAGE: 0, COPY_DST: 0, COPY_SRC: 0 });

const columns = 37;
const writeBuffer = vi.fn();
const gpu = {
  createBuffer: () => ({}),
  device: { queue: { writeBuffer } },
} as unknown as GpuDevice;

it("changes one word a sample, by so much that a byte shows it", () => {
  const input = new ChangingInput(gpu, new Random(7), 3, columns);
  for (let change = 0; change < 500; change++) {
    const before = input.values.slice();
    input.change(1);
    const differing = [...input.values.keys()].filter((i) => input.values[i] !== before[i]);
    expect(differing).toEqual([input.changed]);
    expect(Math.floor(input.changed / input.stride)).toBe(1);
    const asBytes = (values: Float32Array): string =>
      int8Row(values.subarray(input.stride, input.stride + columns)).join();
    expect(asBytes(input.values)).not.toBe(asBytes(before));
    expect(writeBuffer).toHaveBeenLastCalledWith(
      expect.anything(),
      4 * input.changed,
      Float32Array.of(input.values[input.changed]!),
    );
  }
});
