import { FailureError } from "../domain/failure.ts";
import { compile } from "../gpu/compile.ts";
import { DispatchEncoder, type Dispatch } from "../gpu/dispatch.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { PassQueue } from "../gpu/passQueue.ts";
import { poked } from "../gpu/poked.ts";
import type { WordPattern } from "../kernels/inputs.ts";
import { fillSource } from "../kernels/fillSource.ts";
import type { Bytes, Seconds } from "../domain/units.ts";

/** What words become; word i of a buffer always hashes seed + i, wherever the filling begins. */
export interface Filling {
  readonly seed: number;
  readonly pattern: WordPattern;
  /** Rows that end with scales, which have a pattern of their own. */
  readonly rows?: {
    readonly words: number;
    readonly dataWords: number;
    readonly scalePattern: WordPattern;
  };
}

/** A NaN that no kernel writes: where it still stands after a kernel ran, nothing was written. */
export const poison: Filling = { seed: 0, pattern: { keep: 0, set: 0x7fc0dead } };

const parametersOf = (
  words: number,
  firstWord: number,
  { seed, pattern, rows }: Filling,
): Uint32Array => {
  const {
    words: rowWords,
    dataWords,
    scalePattern,
  } = rows ?? {
    words: 1,
    dataWords: 1,
    scalePattern: pattern,
  };
  const own = [words, firstWord, seed, pattern.keep, pattern.set];
  return new Uint32Array([...own, rowWords, dataWords, scalePattern.keep, scalePattern.set]);
};

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

  /** Fills `bytes` of `buffer` from `offset` on. */
  async fill(buffer: GPUBuffer, bytes: Bytes, filling: Filling, offset: Bytes = 0): Promise<void> {
    const words = bytes / 4;
    const dispatch: Dispatch = {
      pipeline: this.#pipeline,
      buffers: [{ buffer }],
      parameters: parametersOf(words, offset / 4, filling),
      workgroups: Math.ceil(words / wordsPerWorkgroup),
    };
    const encoder = new DispatchEncoder(this.#gpu);
    try {
      for (let done = 0; done < dispatch.workgroups;) {
        const count = Math.min(this.#workgroupsPerSubmit, dispatch.workgroups - done);
        const begin = performance.now();
        const filled = this.#passes.submit((pass) => encoder.encode(pass, dispatch, done, count), {
          buffer,
          offset: 0,
          bytes: 4,
        });
        await poked(this.#gpu, filled);
        const seconds = (performance.now() - begin) / 1000;
        if (seconds < longestSubmitSeconds / 4) this.#workgroupsPerSubmit *= 4;
        done += count;
      }
    } finally {
      encoder.release();
    }
  }
}
