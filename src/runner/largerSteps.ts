import { bytesPerWeight, type DataType } from "../domain/dataType.ts";
import type { Bytes } from "../domain/units.ts";
import { streamRead } from "../kernels/streamRead.ts";
import { f16Words } from "../kernels/inputs.ts";
import { growArena } from "../measure/growArena.ts";
import { measureKernel } from "../measure/measureKernel.ts";
import { largerProductSide, mayReadSet } from "../workloads/memoryPlan.ts";
import { elementsOf } from "./ceilingSteps.ts";
import { fastestProduct } from "./fastestProduct.ts";
import { measureMatrix } from "./matrixSteps.ts";
import { knownArithmetic, knownCacheBytes, knownMemoryRate, type Step } from "./scene.ts";

/** The product of a type that was the fastest, at a side that a device with many units wants. */
export const largerProductStep = (dataType: DataType): Step => ({
  now: `a larger matrix product in ${dataType}`,
  because: "a device with many units is busy to its end only with a large one",
  share: 1,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { context, adapterKind } = session.measuring;
    if (adapterKind === "software") return;
    const kernel = fastestProduct(ledger.summary().kernels, dataType);
    const ceiling = ledger.ceilings.compute[kernel.ceiling]?.flopsPerSecond;
    const side = largerProductSide({
      flopsPerSecond: ceiling ?? knownArithmetic(scene),
      bytesPerWeight: bytesPerWeight(dataType),
      memoryBytes: session.memoryBytes,
      bindingBytes: context.gpu.limits.maxStorageBufferBindingSize,
    });
    if (side !== undefined) await measureMatrix(scene, kernel, { m: side, n: side, k: side }, true);
  },
});

/** Streaming reads of a set of which a cache can hold next to nothing, where memory and time allow it. */
export const largestReadStep = (bytes: Bytes): Step => ({
  now: "streaming reads of a much larger set",
  because: "of so much a cache holds next to nothing",
  share: 1,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { measuring, memoryBytes } = session;
    const { arena } = measuring.context;
    const bytesPerSecond = knownMemoryRate(scene);
    if (measuring.adapterKind === "software") return;
    if (!mayReadSet(bytes, { memoryBytes, bytesPerSecond })) return;
    const format = arena.isFilled ? arena.format : f16Words;
    for (const warning of await growArena(measuring, bytes, format, bytesPerSecond)) {
      ledger.warn(warning);
    }
    if (arena.bytes < bytes) return;
    ledger.addKernel(
      await measureKernel(measuring, {
        kernel: streamRead,
        shape: { elements: elementsOf(bytes) },
        workingSetBytes: bytes,
        cacheShareMax: Math.min(1, knownCacheBytes(scene) / bytes),
      }),
    );
  },
});
