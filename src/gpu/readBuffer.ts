import type { Bytes } from "../domain/units.ts";
import type { GpuDevice } from "./gpuDevice.ts";
import { poked } from "./poked.ts";

/** Bytes of one piece: staging memory stays small and no copy is long. */
const pieceBytes: Bytes = 16 * 2 ** 20;

/** The bytes of `source`, piece by piece into one array. */
export const readBuffer = async (
  gpu: GpuDevice,
  source: GPUBuffer,
  offset: Bytes,
  bytes: Bytes,
): Promise<ArrayBuffer> => {
  const whole = new Uint8Array(bytes);
  const staging = gpu.createBuffer(
    Math.min(bytes, pieceBytes),
    GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    "staging",
  );
  try {
    for (let done = 0; done < bytes; done += pieceBytes) {
      const size = Math.min(pieceBytes, bytes - done);
      const encoder = gpu.device.createCommandEncoder();
      encoder.copyBufferToBuffer(source, offset + done, staging, 0, size);
      gpu.device.queue.submit([encoder.finish()]);
      await poked(gpu, gpu.orLost(staging.mapAsync(GPUMapMode.READ, 0, size)));
      whole.set(new Uint8Array(staging.getMappedRange(0, size)), done);
      staging.unmap();
    }
  } finally {
    gpu.release([staging]);
  }
  return whole.buffer;
};
