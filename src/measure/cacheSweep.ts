import type { CachePoint } from "../domain/result.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import { variantById } from "../kernels/kernel.ts";
import { streamRead } from "../kernels/streamRead.ts";
import type { Measuring } from "./measuring.ts";
import { createStreamReadWork } from "./streamReadWork.ts";
import { timeProved } from "./timeProved.ts";

/** How long each point may take beyond its proof. */
export interface SweepTiming {
  readonly minimumSeconds: Seconds;
  readonly budgetSeconds: Seconds;
}

const repetitionBytes = { hardware: 256e6, software: 16e6 } as const;

/** Reads one working set over and over. Undefined where it could not be timed or was wrong. */
export const measureWorkingSet = async (
  measuring: Measuring,
  workingSetBytes: Bytes,
  timing: SweepTiming,
): Promise<CachePoint | undefined> => {
  const { context, adapterKind, sampling } = measuring;
  const variant =
    adapterKind === "software"
      ? variantById(streamRead, streamRead.softwareVariant)
      : streamRead.variants[0];
  const compilation = await context.pipelines.get(streamRead, variant);
  if (compilation.status !== "compiled") return undefined;
  const rereads = Math.max(1, Math.round(repetitionBytes[adapterKind] / workingSetBytes));
  const work = createStreamReadWork(
    context,
    streamRead,
    compilation.pipeline,
    variant,
    { elements: workingSetBytes / 4 },
    rereads,
  );
  try {
    const timed = await timeProved(
      { ...measuring, sampling: { ...sampling, ...timing, minimumSamples: 6, warmUpSeconds: 0 } },
      "working set",
      work,
    );
    if (timed.status !== "timed") return undefined;
    const seconds = timed.outcome.interval.median / rereads;
    return { workingSetBytes, bytesPerSecond: workingSetBytes / seconds };
  } finally {
    work.release();
  }
};
