import type { StreamShape, Verification } from "../domain/result.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import type { StreamKernel, Variant } from "../kernels/kernel.ts";
import { chunkBlocks, elementsPerBlock } from "../kernels/streamLayout.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { ChangingWord, regionsOf } from "./streamRegion.ts";

/** Words that are made again on the CPU to check one copy: all of a small one. */
const wordBudget = 2 ** 20;

/**
 * Copies the start of the arena's first buffer to a buffer of its own, `repeats` times over within a
 * repetition: a working set that a cache holds is copied often enough for the dispatch to cost nothing.
 */
export const createStreamCopyWork = (
  { gpu, passes, filler, random, arena }: GpuContext,
  kernel: StreamKernel,
  pipeline: GPUComputePipeline,
  variant: Variant,
  shape: StreamShape,
  repeats = 1,
): PreparedWork => {
  const [region] = regionsOf(arena, shape);
  if (!region || region.words < shape.elements) throw new RangeError("a copy needs one buffer");
  const word = new ChangingWord(gpu, random, [region]);
  const bytes = 4 * shape.elements;
  const destination = gpu.createBuffer(
    bytes,
    GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    "copy",
  );
  const chunks = kernel.workgroups(shape, variant);
  const dispatch: Dispatch = {
    pipeline,
    buffers: [{ buffer: region.source.buffer, size: bytes }, { buffer: destination }],
    parameters: new Uint32Array([Math.ceil(shape.elements / elementsPerBlock), chunks]),
    workgroups: chunks * repeats,
  };
  const witness = (): Witness => {
    const expected = word.read(0, word.word);
    return {
      range: { buffer: destination, offset: 4 * word.word, bytes: 4 },
      verify: ([actual]) =>
        actual === expected ? undefined : `a copied word was ${actual} instead of ${expected}`,
    };
  };
  const work = new GpuWork(gpu, passes, {
    repetitions: [[dispatch]],
    change: () => word.change(),
    witness,
  });

  /** As many words of every workgroup's chunk as the budget allows, the first and the last word. */
  const sampledWords = (): readonly number[] => {
    if (shape.elements <= wordBudget) return Array.from({ length: shape.elements }, (_, i) => i);
    const chunkWords = chunkBlocks(variant) * elementsPerBlock;
    const count = Math.ceil(wordBudget / chunks);
    const sampled = Array.from({ length: chunks * count }, (_, index) => {
      const first = Math.floor(index / count) * chunkWords;
      return first + random.below(Math.min(chunkWords, shape.elements - first));
    });
    return [0, ...sampled, shape.elements - 1];
  };

  /** The first word that still holds the poison or, among those sampled, anything else that is wrong. */
  const wrongWord = (actual: Uint32Array): number | undefined => {
    const unwritten = actual.indexOf(poison.pattern.set);
    if (unwritten >= 0) return unwritten;
    return sampledWords().find((index) => actual[index] !== word.read(0, index));
  };

  return {
    work,
    dispatchesPerRepetition: 1,
    prove: async (workgroupsPerPass): Promise<Verification> => {
      await filler.fill(destination, bytes, poison);
      await work.runRepetition(workgroupsPerPass);
      const wrong = wrongWord(new Uint32Array(await readBuffer(gpu, destination, 0, bytes)));
      return wrong === undefined
        ? { status: "passed", maxRelativeError: 0, tolerance: 0 }
        : {
            status: "failed",
            maxRelativeError: 1,
            tolerance: 0,
            reason: `word ${wrong} was not copied`,
          };
    },
    release: () => {
      word.restore();
      work.release();
      gpu.release([destination]);
    },
  };
};
