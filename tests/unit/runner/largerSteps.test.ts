import { expect, it } from "vitest";
import { largerProductStep, largestReadStep } from "../../../src/runner/largerSteps.ts";
import type { Scene } from "../../../src/runner/scene.ts";
import { Ledger } from "../../../src/runner/ledger.ts";

/** A device that may be asked for its limits and for nothing else: any more would throw. */
const sceneOf = (adapterKind: "software" | "hardware", memoryBytes: number): Scene => {
  const gpu = { limits: { maxStorageBufferBindingSize: 2 ** 31 } };
  const measuring = { adapterKind, context: { gpu, arena: { bytes: 0, isFilled: false } } };
  const ledger = new Ledger(() => undefined);
  ledger.addCachePoint({ workingSetBytes: 256e6, bytesPerSecond: 3e12 });
  return { session: { measuring, memoryBytes }, ledger } as unknown as Scene;
};

const steps = [
  ["a larger product", largerProductStep("f16")],
  ["reads of a much larger set", largestReadStep(2 ** 32)],
] as const;

it.each(steps)("%s is left out on a software adapter", async (_, step) => {
  const scene = sceneOf("software", 64e9);
  await step.run(scene);
  expect(scene.ledger.isEmpty).toBe(false); // what the sweep found
  expect(scene.ledger.summary().kernels).toEqual([]);
});

it.each(steps)("%s is left out on a device too small for it", async (_, step) => {
  const scene = sceneOf("hardware", 2e9);
  await step.run(scene);
  expect(scene.ledger.summary()).toMatchObject({ kernels: [], skipped: [], warnings: [] });
});

it("reads of a much larger set are tried where memory allows it", async () => {
  await expect(largestReadStep(2 ** 32).run(sceneOf("hardware", 64e9))).rejects.toThrow();
});
