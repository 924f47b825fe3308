import type { GpuDevice } from "./gpuDevice.ts";

/** Longer than a GPU that is not busy takes; Firefox looks for finished work every 100 ms. */
const pokeMilliseconds = 10;

/**
 * `promise`, with empty submits while it waits: engines that poll for finished work look at once when
 * something is submitted. For waits that nobody times.
 */
export const poked = async <T>({ device }: GpuDevice, promise: Promise<T>): Promise<T> => {
  const timer = setInterval(() => device.queue.submit([]), pokeMilliseconds);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
};
