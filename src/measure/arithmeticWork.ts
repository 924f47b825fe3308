import type { StreamShape, Verification } from "../domain/result.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import { rounds } from "../kernels/arithmetic.ts";
import type { ArithmeticKernel, Variant } from "../kernels/kernel.ts";
import { relativeError } from "../kernels/reference.ts";
import { ChangingInput } from "./changingInput.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";

/** 1 in f32, a factor that only the uniforms know. */
const oneAsBits = 0x3f800000;
/** f32 seeds, a power of two of vec4f, that the invocations share. */
const seedCount = 2 ** 14;
/** Checked in a proof, all where there are no more, besides that every one is a number; each costs eight chains. */
const sampledOutputs = 1024;

/** A kernel on registers; one seed changes with every sample. */
export const createArithmeticWork = (
  { gpu, passes, filler, random }: GpuContext,
  kernel: ArithmeticKernel,
  pipeline: GPUComputePipeline,
  variant: Variant,
  shape: StreamShape,
): PreparedWork => {
  const seeds = new ChangingInput(gpu, random, 1, seedCount);
  const workgroups = kernel.workgroups(shape, variant);
  const outputs = workgroups * kernel.outputsPerWorkgroup(variant);
  const bytes = 4 * outputs;
  const results = gpu.createBuffer(
    bytes,
    GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    "results",
  );
  const tolerance = kernel.tolerance(shape);
  const dispatch: Dispatch = {
    pipeline,
    buffers: [{ buffer: seeds.buffer }, { buffer: results }],
    parameters: new Uint32Array([rounds, seedCount / 4, oneAsBits]),
    workgroups,
  };
  /** An output that the changed word has a part in. */
  const witness = (): Witness => {
    const index = Math.min(kernel.outputOfSeed(seeds.changed, variant), outputs - 1);
    const expected = kernel.output(seeds.values, index, variant);
    return {
      range: { buffer: results, offset: 4 * index, bytes: 4 },
      verify: (words) => {
        const actual = new Float32Array(words.slice().buffer)[0]!;
        const error = relativeError(actual, expected);
        return error !== undefined && error <= tolerance
          ? undefined
          : `output ${index} gave ${actual} instead of ${expected.value}`;
      },
    };
  };
  const work = new GpuWork(gpu, passes, {
    repetitions: [[dispatch]],
    change: () => seeds.change(),
    witness,
  });

  const check = (values: Float32Array): Verification => {
    let maxRelativeError = 0;
    const checked = Array.from({ length: Math.min(outputs, sampledOutputs) }, (_, index) =>
      outputs <= sampledOutputs ? index : random.below(outputs),
    );
    for (const index of [...checked, outputs - 1]) {
      const expected = kernel.output(seeds.values, index, variant);
      const error = relativeError(values[index]!, expected);
      maxRelativeError = Math.max(maxRelativeError, error ?? 1);
      if (error === undefined || error > tolerance) {
        const reason = `output ${index} is wrong`;
        return { status: "failed", maxRelativeError, tolerance, reason };
      }
    }
    return values.every(Number.isFinite)
      ? { status: "passed", maxRelativeError, tolerance }
      : { status: "failed", maxRelativeError: 1, tolerance, reason: "not all outputs are numbers" };
  };

  return {
    work,
    dispatchesPerRepetition: 1,
    prove: async (workgroupsPerPass) => {
      await filler.fill(results, bytes, poison);
      await work.runRepetition(workgroupsPerPass);
      return check(new Float32Array(await readBuffer(gpu, results, 0, bytes)));
    },
    release: () => {
      work.release();
      gpu.release([seeds.buffer, results]);
    },
  };
};
