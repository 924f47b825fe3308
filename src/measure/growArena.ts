import type { Warning } from "../domain/result.ts";
import type { Bytes, BytesPerSecond, Fraction } from "../domain/units.ts";
import type { WordFormat } from "../kernels/inputs.ts";
import { variantById } from "../kernels/kernel.ts";
import { streamRead } from "../kernels/streamRead.ts";
import type { Measuring } from "./measuring.ts";
import { sample } from "./sampler.ts";
import { createStreamReadWork } from "./streamReadWork.ts";

/** Slower than this share of the memory ceiling, memory is not the GPU's own any more. */
const oversubscribedBelow: Fraction = 0.7;
const growthBytes: Bytes = 2 ** 30;

/** Reads everything in the arena once more; undefined where it could not be timed. */
const rereadRate = async (measuring: Measuring): Promise<BytesPerSecond | undefined> => {
  const { context, adapterKind, clock, sampling, signal, pause } = measuring;
  const variant =
    adapterKind === "software"
      ? variantById(streamRead, streamRead.softwareVariant)
      : streamRead.variants[0];
  const compilation = await context.pipelines.get(streamRead, variant);
  if (compilation.status !== "compiled") return undefined;
  const shape = { elements: context.arena.bytes / 4 };
  const work = createStreamReadWork(context, streamRead, compilation.pipeline, variant, shape);
  try {
    const brief = {
      ...sampling,
      minimumSamples: 6,
      minimumSeconds: 0,
      budgetSeconds: 0.05,
      warmUpSeconds: 0,
    };
    const outcome = await sample(work.work, clock, brief, signal, pause);
    if (outcome.status !== "measured") return undefined;
    return context.arena.bytes / outcome.interval.median;
  } finally {
    work.release();
  }
};

/**
 * Grows the arena to `bytes`, a gigabyte at a time, and fills it. Drivers move buffers to system memory
 * without an error, so all of it is read again after each step; where that is slow the last step is
 * taken back. Says what was in the way; the arena then is smaller than asked for.
 */
export const growArena = async (
  measuring: Measuring,
  bytes: Bytes,
  format: WordFormat,
  ceiling: BytesPerSecond | undefined,
): Promise<readonly Warning[]> => {
  const { arena } = measuring.context;
  while (arena.bytes < bytes) {
    measuring.signal.throwIfAborted();
    const before = arena.bytes;
    if (!(await arena.grow(Math.min(bytes, before + growthBytes)))) {
      await arena.fill(format);
      return [shrunk(arena.bytes, bytes, "the device had no more memory")];
    }
    await arena.fill(format);
    const isWatched = ceiling !== undefined && before >= growthBytes;
    const rate = isWatched ? await rereadRate(measuring) : undefined;
    if (rate !== undefined && ceiling !== undefined && rate < oversubscribedBelow * ceiling) {
      arena.shrink(before);
      return [
        shrunk(arena.bytes, bytes, "more of it was read slowly"),
        {
          code: "oversubscribed",
          message: `Past ${gigabytes(before)} memory was read at ${Math.round((100 * rate) / ceiling)}% of its ceiling.`,
          data: { bytes: before },
        },
      ];
    }
  }
  await arena.fill(format);
  return [];
};

const gigabytes = (bytes: Bytes): string => `${(bytes / 1e9).toPrecision(2)} GB`;

const shrunk = (bytes: Bytes, wanted: Bytes, because: string): Warning => ({
  code: "shrunk",
  message: `${gigabytes(bytes)} of weights instead of ${gigabytes(wanted)}: ${because}.`,
  data: { bytes, wanted },
});
