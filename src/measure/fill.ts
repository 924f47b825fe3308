import { FailureError } from "../domain/failure.ts";
import { compile } from "../gpu/compile.ts";
import { DispatchEncoder, type Dispatch } from "../gpu/dispatch.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { PassQueue } from "../gpu/passQueue.ts";
import { fillSource } from "../kernels/fillSource.ts";
import type { Bytes, Seconds } from "../domain/units.ts";

/** What every word of a buffer becomes: `(hash(seed + index) & keep) | set`. */
export interface FillPattern {
  readonly seed: number;
  readonly keep: number;
  readonly set: number;
}

/** A NaN that no kernel writes: where it still stands after a kernel ran, nothing was written. */
export const poison: FillPattern = { seed: 0, keep: 0, set: 0x7fc0dead };

const wordsPerWorkgroup = 256 * 16;
const longestSubmitSeconds: Seconds = 0.05;

/** Fills buffers on the GPU, piece by piece, so that no submit is long on a slow device. */
export class Filler {
  readonly #gpu: GpuDevice;
  readonly #passes: PassQueue;
  readonly #pipeline: GPUComputePipeline;
  #workgroupsPerSubmit = 64;

  private constructor(gpu: GpuDevice, passes: PassQueue, pipeline: GPUComputePipeline) {
    this.#gpu = gpu;
    this.#passes = passes;
    this.#pipeline = pipeline;
  }

  static async create(gpu: GpuDevice, passes: PassQueue): Promise<Filler> {
    const compilation = await compile(gpu, fillSource, {}, "fill");
    if (compilation.status !== "compiled") {
      throw new FailureError({ code: "no-device", message: `fill: ${compilation.message}` });
    }
    return new Filler(gpu, passes, compilation.pipeline);
  }

  async fill(buffer: GPUBuffer, bytes: Bytes, pattern: FillPattern): Promise<void> {
    const words = bytes / 4;
    const dispatch: Dispatch = {
      pipeline: this.#pipeline,
      buffers: [{ buffer }],
      parameters: new Uint32Array([words, 0, pattern.seed, pattern.keep, pattern.set]),
      workgroups: Math.ceil(words / wordsPerWorkgroup),
    };
    const encoder = new DispatchEncoder(this.#gpu);
    try {
      for (let done = 0; done < dispatch.workgroups;) {
        const count = Math.min(this.#workgroupsPerSubmit, dispatch.workgroups - done);
        const begin = performance.now();
        await this.#passes.submit((pass) => encoder.encode(pass, dispatch, done, count), {
          buffer,
          offset: 0,
          bytes: 4,
        });
        const seconds = (performance.now() - begin) / 1000;
        if (seconds < longestSubmitSeconds / 4) this.#workgroupsPerSubmit *= 4;
        done += count;
      }
    } finally {
      encoder.release();
    }
  }
}
