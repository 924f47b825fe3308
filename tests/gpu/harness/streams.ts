import type { Verification } from "../../../src/domain/result.ts";
import { f16Words } from "../../../src/kernels/inputs.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import { streamCopy } from "../../../src/kernels/streamCopy.ts";
import { streamRead } from "../../../src/kernels/streamRead.ts";
import { streamWrite } from "../../../src/kernels/streamWrite.ts";
import { streamRate } from "../../../src/measure/cacheSweep.ts";
import { createStreamCopyWork } from "../../../src/measure/streamCopyWork.ts";
import { createStreamReadWork } from "../../../src/measure/streamReadWork.ts";
import { createStreamWriteWork } from "../../../src/measure/streamWriteWork.ts";
import { liveLabels } from "./bufferCensus.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { sharedContext, trialContext } from "./trialContext.ts";

const streams = {
  read: { kernel: streamRead, create: createStreamReadWork },
  copy: { kernel: streamCopy, create: createStreamCopyWork },
  write: { kernel: streamWrite, create: createStreamWriteWork },
} as const;
export type Stream = keyof typeof streams;

export interface StreamTrial {
  readonly verification: Verification;
  readonly workgroups: number;
  /** Of the whole working set; undefined where it could not be timed. */
  readonly bytesPerSecond: number | undefined;
  readonly leaked: readonly string[];
}

/** Proves a stream that goes over its set so often in a repetition, and times it as a sweep does. */
export const repeatStream = async (
  stream: Stream,
  workingSetBytes: number,
  repeats: number,
): Promise<StreamTrial> => {
  await sharedContext();
  const before = liveLabels();
  const context = await trialContext();
  if (!(await context.arena.grow(2 ** 20))) throw new Error("out of memory");
  await context.arena.fill(f16Words);
  const { kernel, create } = streams[stream];
  const variant = variantById(kernel, kernel.softwareVariant);
  const compilation = await context.pipelines.get(kernel, variant);
  if (compilation.status !== "compiled") throw new Error(compilation.message);
  const shape = { elements: workingSetBytes / 4 };
  const work = create(context, kernel, compilation.pipeline, variant, shape, repeats);
  const verification = await work.prove(1);
  const workgroups = work.work.workgroupsPerRepetition;
  work.release();
  const timing = { minimumSeconds: 0.01, budgetSeconds: 0.05 };
  const bytesPerSecond = await streamRate(briefMeasuring(context), stream, workingSetBytes, timing);
  context.arena.release();
  return { verification, workgroups, bytesPerSecond, leaked: liveLabels().slice(before.length) };
};
