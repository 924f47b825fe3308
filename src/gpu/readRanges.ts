import type { Bytes } from "../domain/units.ts";
import type { GpuDevice } from "./gpuDevice.ts";
import { poked } from "./poked.ts";

/** Bytes of one buffer. */
export interface ByteRange {
  readonly buffer: GPUBuffer;
  readonly offset: Bytes;
  readonly bytes: Bytes;
}

/** Small ranges of some buffers in one submit, one behind the other. */
export const readRanges = async (
  gpu: GpuDevice,
  ranges: readonly ByteRange[],
): Promise<ArrayBuffer> => {
  const size = ranges.reduce((sum, { bytes }) => sum + bytes, 0);
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = gpu.createBuffer(size, usage, "staging");
  try {
    const encoder = gpu.device.createCommandEncoder();
    let to = 0;
    for (const { buffer, offset, bytes } of ranges) {
      encoder.copyBufferToBuffer(buffer, offset, staging, to, bytes);
      to += bytes;
    }
    gpu.device.queue.submit([encoder.finish()]);
    await poked(gpu, gpu.orLost(staging.mapAsync(GPUMapMode.READ)));
    return staging.getMappedRange().slice(0);
  } finally {
    gpu.release([staging]);
  }
};
