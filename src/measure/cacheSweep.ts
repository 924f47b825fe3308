import type { CachePoint } from "../domain/result.ts";
import type { Bytes, BytesPerSecond, Seconds } from "../domain/units.ts";
import { variantById } from "../kernels/kernel.ts";
import { streamCopy } from "../kernels/streamCopy.ts";
import { elementsPerBlock } from "../kernels/streamLayout.ts";
import { streamRead } from "../kernels/streamRead.ts";
import { streamWrite } from "../kernels/streamWrite.ts";
import type { Measuring } from "./measuring.ts";
import { createStreamCopyWork } from "./streamCopyWork.ts";
import { createStreamReadWork } from "./streamReadWork.ts";
import { createStreamWriteWork } from "./streamWriteWork.ts";
import { timeProved } from "./timeProved.ts";

/** How long each point may take beyond its proof. */
export interface SweepTiming {
  readonly minimumSeconds: Seconds;
  readonly budgetSeconds: Seconds;
}

const repetitionBytes = { hardware: 256e6, software: 16e6 } as const;

const streams = {
  read: { kernel: streamRead, create: createStreamReadWork },
  copy: { kernel: streamCopy, create: createStreamCopyWork },
  write: { kernel: streamWrite, create: createStreamWriteWork },
} as const;

/** Streams one working set over and over. Undefined where it could not be timed or was wrong. */
export const streamRate = async (
  measuring: Measuring,
  stream: keyof typeof streams,
  workingSetBytes: Bytes,
  timing: SweepTiming,
): Promise<BytesPerSecond | undefined> => {
  const { context, adapterKind, sampling } = measuring;
  const { kernel, create } = streams[stream];
  const variant =
    adapterKind === "software" ? variantById(kernel, kernel.softwareVariant) : kernel.variants[0];
  const compilation = await context.pipelines.get(kernel, variant);
  if (compilation.status !== "compiled") return undefined;
  const repeats = Math.max(1, Math.round(repetitionBytes[adapterKind] / workingSetBytes));
  const bytesEach = kernel.work({ elements: elementsPerBlock }).bytes;
  const elements = Math.floor(workingSetBytes / bytesEach) * elementsPerBlock;
  const work = create(context, kernel, compilation.pipeline, variant, { elements }, repeats);
  try {
    const timed = await timeProved(
      { ...measuring, sampling: { ...sampling, ...timing, minimumSamples: 6, warmUpSeconds: 0 } },
      "working set",
      work,
    );
    if (timed.status !== "timed") return undefined;
    return (kernel.work({ elements }).bytes * repeats) / timed.outcome.interval.median;
  } finally {
    work.release();
  }
};

/** Reads one working set over and over. Undefined where it could not be timed or was wrong. */
export const measureWorkingSet = async (
  measuring: Measuring,
  workingSetBytes: Bytes,
  timing: SweepTiming,
): Promise<CachePoint | undefined> => {
  const bytesPerSecond = await streamRate(measuring, "read", workingSetBytes, timing);
  return bytesPerSecond === undefined ? undefined : { workingSetBytes, bytesPerSecond };
};
