import type { Verification } from "../../domain/result.ts";
import type { Dispatch } from "../../gpu/dispatch.ts";
import { readRanges, type ByteRange } from "../../gpu/readRanges.ts";
import type { StepKernel } from "../../kernels/step/stepKernel.ts";
import { stepRows, type StepPlan } from "../../workloads/stepPlan.ts";
import type { GpuContext } from "../gpuContext.ts";
import type { StepPipelines } from "./compileStep.ts";
import type { StepBuffers } from "./stepBuffers.ts";
import type { StepCaches } from "./stepCaches.ts";
import type { StepWeights } from "./stepWeights.ts";

/** What a step is made of. */
export interface StepParts {
  readonly context: GpuContext;
  readonly plan: StepPlan;
  readonly pipelines: StepPipelines;
  readonly weights: StepWeights;
  readonly caches: StepCaches;
  readonly buffers: StepBuffers;
}

/** An operation with its dispatches, and the proof of one sampled row of it, asked right behind them. */
export interface WiredOperation {
  readonly name: string;
  /** None where the operation before did its work as well. */
  readonly dispatches: readonly Dispatch[];
  /** Absent where the next operation's proof holds this one as well. */
  readonly check?: () => Promise<Verification>;
}

export const dispatchOf = <Shape, Sample>(
  { pipelines }: StepParts,
  kernel: StepKernel<Shape, Sample>,
  shape: Shape,
  buffers: readonly (GPUBuffer | GPUBufferBinding)[],
): Dispatch => ({
  pipeline: pipelines.pipelineOf(kernel),
  buffers: buffers.map((each) => ("buffer" in each ? each : { buffer: each })),
  parameters: kernel.parameters(shape),
  workgroups: kernel.workgroups(shape),
});

/** `count` words of `buffer` from word `first` on. */
export const words = (buffer: GPUBuffer, first: number, count: number): ByteRange => ({
  buffer,
  offset: 4 * first,
  bytes: 4 * count,
});

/** Ranges as f32, an array each. */
export const readFloats = async (
  { context }: StepParts,
  ranges: readonly ByteRange[],
): Promise<readonly Float32Array<ArrayBuffer>[]> => {
  const bytes = await readRanges(context.gpu, ranges);
  let offset = 0;
  return ranges.map((range) => {
    const values = new Float32Array(bytes, offset, range.bytes / 4);
    offset += range.bytes;
    return values;
  });
};

export const wordsOf = (values: Float32Array): Uint32Array =>
  new Uint32Array(values.buffer, values.byteOffset, values.length);

/** A token's row, by chance. */
export const someRow = ({ context, plan }: StepParts): number =>
  context.random.below(stepRows(plan));
