import type { StreamShape, Verification } from "../domain/result.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import type { StreamKernel, Variant } from "../kernels/kernel.ts";
import { elementsPerBlock } from "../kernels/streamLayout.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";

/**
 * Writes a buffer of its own, `repeats` times over within a repetition as copies are; the seed of what is
 * written changes with every sample.
 */
export const createStreamWriteWork = (
  { gpu, passes, filler, random }: GpuContext,
  kernel: StreamKernel,
  pipeline: GPUComputePipeline,
  variant: Variant,
  shape: StreamShape,
  repeats = 1,
): PreparedWork => {
  const bytes = 4 * shape.elements;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const destination = gpu.createBuffer(bytes, usage, "written");
  const seedUsage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const seedBuffer = gpu.createBuffer(16, seedUsage, "seed");
  const chunks = kernel.workgroups(shape, variant);
  let seed = 0;
  const expectedAt = (index: number): number => (seed + index) >>> 0;
  const dispatch: Dispatch = {
    pipeline,
    buffers: [{ buffer: seedBuffer }, { buffer: destination }],
    parameters: new Uint32Array([Math.ceil(shape.elements / elementsPerBlock), chunks]),
    workgroups: chunks * repeats,
  };
  const witness = (): Witness => {
    const index = random.below(shape.elements);
    const expected = expectedAt(index);
    return {
      range: { buffer: destination, offset: 4 * index, bytes: 4 },
      verify: ([actual]) =>
        actual === expected ? undefined : `word ${index} was ${actual} instead of ${expected}`,
    };
  };
  const change = (): void => {
    seed = random.below(2 ** 32);
    gpu.device.queue.writeBuffer(seedBuffer, 0, new Uint32Array([seed]));
  };
  const work = new GpuWork(gpu, passes, { repetitions: [[dispatch]], change, witness });
  return {
    work,
    dispatchesPerRepetition: 1,
    prove: async (workgroupsPerPass): Promise<Verification> => {
      await filler.fill(destination, bytes, poison);
      await work.runRepetition(workgroupsPerPass);
      const actual = new Uint32Array(await readBuffer(gpu, destination, 0, bytes));
      const wrong = actual.findIndex((word, index) => word !== expectedAt(index));
      return wrong < 0
        ? { status: "passed", maxRelativeError: 0, tolerance: 0 }
        : {
            status: "failed",
            maxRelativeError: 1,
            tolerance: 0,
            reason: `word ${wrong} was not written`,
          };
    },
    release: () => {
      work.release();
      gpu.release([destination, seedBuffer]);
    },
  };
};
