import type { Result } from "../../../src/domain/result.ts";
import { largestReadStep } from "../../../src/runner/largerSteps.ts";
import { Ledger } from "../../../src/runner/ledger.ts";
import type { Scene } from "../../../src/runner/scene.ts";
import { suites } from "../../../src/workloads/suites.ts";
import { liveLabels } from "./bufferCensus.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { sharedContext, trialContext } from "./trialContext.ts";

export interface LargestReadInput {
  readonly bytes: number;
  /** The most that one binding holds. */
  readonly bufferBytes: number;
  readonly memoryBytes: number;
}

export interface LargestRead extends Pick<Result, "kernels" | "skipped" | "warnings"> {
  /** Labels of buffers that are there still, besides weights. */
  readonly leaked: readonly string[];
}

/** Takes the step as on a GPU, of which memory is read at 1 GB/s. */
export const largestRead = async (input: LargestReadInput): Promise<LargestRead> => {
  await sharedContext();
  const before = liveLabels();
  const context = await trialContext(input.bufferBytes);
  const measuring = { ...briefMeasuring(context), adapterKind: "hardware" };
  const ledger = new Ledger(() => undefined);
  ledger.addCachePoint({ workingSetBytes: 1e6, bytesPerSecond: 1e9 });
  const session = { measuring, memoryBytes: input.memoryBytes, deviceClass: "integrated" };
  const scene = { session, ledger, suite: suites.full, options: { suite: "full" } };
  await largestReadStep(input.bytes).run(scene as unknown as Scene);
  context.arena.release();
  const { kernels, skipped, warnings } = ledger.summary();
  return { kernels, skipped, warnings, leaked: liveLabels().slice(before.length) };
};
