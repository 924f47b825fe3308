import type { StreamShape, Verification } from "../domain/result.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import type { StreamKernel, Variant } from "../kernels/kernel.ts";
import { chunkBlocks, elementsPerBlock } from "../kernels/streamLayout.ts";
import { streamSum } from "../kernels/streamReference.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { ChangingWord, regionsOf } from "./streamRegion.ts";

/** Words that are summed again on the CPU to check one repetition: all of a small set. */
const wordBudget = 2 ** 20;

/**
 * Reads `shape.elements` of the arena, `rereads` times over within a repetition: a working set that a
 * cache holds is read often enough for the dispatch to cost nothing.
 */
export const createStreamReadWork = (
  { gpu, passes, filler, random, arena }: GpuContext,
  kernel: StreamKernel,
  pipeline: GPUComputePipeline,
  variant: Variant,
  shape: StreamShape,
  rereads = 1,
): PreparedWork => {
  const regions = regionsOf(arena, shape);
  const word = new ChangingWord(gpu, random, regions);
  const sums = regions.map(({ words }) => {
    const chunks = kernel.workgroups({ elements: words }, variant);
    const bytes = 4 * chunks * variant.invocations;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    return { buffer: gpu.createBuffer(bytes, usage, "sums"), bytes, chunks };
  });
  const dispatches: readonly Dispatch[] = regions.map(({ source, words }, i) => ({
    pipeline,
    buffers: [{ buffer: source.buffer }, { buffer: sums[i]!.buffer }],
    parameters: new Uint32Array([Math.ceil(words / elementsPerBlock), sums[i]!.chunks]),
    workgroups: sums[i]!.chunks * rereads,
  }));
  const expectedSum = (region: number, chunk: number, invocation: number): number =>
    streamSum(
      variant,
      chunk,
      invocation,
      Math.ceil(regions[region]!.words / elementsPerBlock),
      (index) => word.read(region, index),
    );

  /** The sum of the invocation that reads the changed word. */
  const witness = (): Witness => {
    const block = Math.floor(word.word / elementsPerBlock);
    const chunk = Math.floor(block / chunkBlocks(variant));
    const invocation = block % variant.invocations;
    const expected = expectedSum(word.region, chunk, invocation);
    const offset = 4 * (chunk * variant.invocations + invocation);
    return {
      range: { buffer: sums[word.region]!.buffer, offset, bytes: 4 },
      verify: ([actual]) =>
        actual === expected ? undefined : `a sum was ${actual} instead of ${expected}`,
    };
  };

  /** The share of the invocations of every chunk that the budget allows, at least one. */
  const sampledInvocations = (): readonly number[] => {
    const { invocations } = variant;
    const count = Math.max(1, Math.floor((wordBudget * invocations) / shape.elements));
    return count >= invocations
      ? Array.from({ length: invocations }, (_, invocation) => invocation)
      : Array.from({ length: count }, () => random.below(invocations));
  };

  const proveRegion = async (region: number): Promise<string | undefined> => {
    const { buffer, bytes, chunks } = sums[region]!;
    const actual = new Uint32Array(await readBuffer(gpu, buffer, 0, bytes));
    const lastBlock = Math.ceil(regions[region]!.words / elementsPerBlock) - 1;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const edge = chunk === chunks - 1 ? [lastBlock % variant.invocations] : [];
      for (const invocation of [...edge, ...sampledInvocations()]) {
        const expected = expectedSum(region, chunk, invocation);
        if (actual[chunk * variant.invocations + invocation] !== expected) {
          return `the sum of invocation ${invocation} of chunk ${chunk} is wrong`;
        }
      }
    }
    return undefined;
  };

  const work = new GpuWork(gpu, passes, {
    repetitions: [dispatches],
    change: () => word.change(),
    witness,
  });
  return {
    work,
    dispatchesPerRepetition: dispatches.length,
    prove: async (workgroupsPerPass): Promise<Verification> => {
      for (const { buffer, bytes } of sums) await filler.fill(buffer, bytes, poison);
      await work.runRepetition(workgroupsPerPass);
      const reasons = [];
      for (const region of regions.keys()) reasons.push(await proveRegion(region));
      const reason = reasons.find((wrong) => wrong !== undefined);
      return reason === undefined
        ? { status: "passed", maxRelativeError: 0, tolerance: 0 }
        : { status: "failed", maxRelativeError: 1, tolerance: 0, reason };
    },
    restore: () => word.restore(),
    release: () => {
      word.restore();
      work.release();
      gpu.release(sums.map(({ buffer }) => buffer));
    },
  };
};
