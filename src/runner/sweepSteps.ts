import type { Bytes, Seconds } from "../domain/units.ts";
import { f16Words } from "../kernels/inputs.ts";
import { measureWorkingSet, streamRate, type SweepTiming } from "../measure/cacheSweep.ts";
import { curveSizes } from "../workloads/curvePlan.ts";
import { knownCacheBytes, type Scene, type Step } from "./scene.ts";

/** The sweep ends after this, at the latest before the next larger set. */
const sweepSeconds: Seconds = 0.5;

const briefly: SweepTiming = { minimumSeconds: 0.012, budgetSeconds: 0.03 };

/** Few large buffers instead of one for each size. */
const smallestArena: Bytes = 64e6;

/** Reads each working set; stops where the next would take too long or does not fit. */
const sweep = async (
  { session, ledger }: Scene,
  sizes: readonly Bytes[],
  budgetSeconds: Seconds,
): Promise<void> => {
  const { measuring, memoryBytes } = session;
  const { arena } = measuring.context;
  const began = performance.now();
  for (const size of sizes) {
    if ((performance.now() - began) / 1000 > budgetSeconds || size > memoryBytes / 2) break;
    if (!(await arena.grow(Math.max(size, smallestArena)))) break;
    await arena.fill(arena.isFilled ? arena.format : f16Words);
    const point = await measureWorkingSet(measuring, size, briefly);
    if (point) ledger.addCachePoint(point);
  }
};

/**
 * Copies and writes over the sets of the curve, every second of them, as far as one buffer holds them. A
 * processor that plays the GPU is left out: it takes its time, and has the cache that reads have shown.
 */
const writingSweep = async ({ session, ledger }: Scene, budgetSeconds: Seconds): Promise<void> => {
  const { measuring } = session;
  if (measuring.adapterKind === "software") return;
  const largest = measuring.context.arena.buffers[0]?.bytes ?? 0;
  const began = performance.now();
  const sets = ledger.cacheCurve.filter(({ workingSetBytes }) => workingSetBytes <= largest);
  for (const point of sets.filter((_, index) => index % 2 === 0)) {
    if ((performance.now() - began) / 1000 > budgetSeconds) break;
    const rate = (stream: "copy" | "write") =>
      streamRate(measuring, stream, point.workingSetBytes, briefly);
    const [copyBytesPerSecond, writeBytesPerSecond] = [await rate("copy"), await rate("write")];
    ledger.addCachePoint({
      ...point,
      ...(copyBytesPerSecond !== undefined && { copyBytesPerSecond }),
      ...(writeBytesPerSecond !== undefined && { writeBytesPerSecond }),
    });
  }
};

export const sweepStep: Step = {
  now: "reading small and large sets of memory",
  because: "weights must come from memory, not from the cache, so its size is found first",
  share: 1,
  run: (scene) => sweep(scene, scene.suite.sweepBytes, 2 * sweepSeconds),
};

export const curveStep = (from: Bytes): Step => ({
  now: "reading sets of memory from 64 KiB on",
  because: "the curve shows what a cache would buy",
  share: 2,
  run: async (scene) => {
    const sizes = curveSizes(from, knownCacheBytes(scene));
    await sweep(scene, sizes, 10 * sweepSeconds);
    await writingSweep(scene, 10 * sweepSeconds);
  },
});
