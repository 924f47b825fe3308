import { bytesPerWeight, type DataType } from "../domain/dataType.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { measureKernel } from "../measure/measureKernel.ts";
import { placedBytes } from "../measure/weightPlacement.ts";
import { cachedSides } from "../workloads/curvePlan.ts";
import { foundCacheBytes, type Step } from "./scene.ts";

/** Matrix-vector products of weights that stay in the cache; none where no cache was found. */
export const cachedGemvStep = (dataType: DataType): Step => ({
  now: `matrix-vector products from the cache in ${dataType}`,
  because: "a cache is faster than memory, until launches take the time",
  share: 3,
  run: async (scene) => {
    const { session, ledger } = scene;
    const cacheBytes = foundCacheBytes(scene);
    if (cacheBytes === undefined) return;
    const kernel = matrixKernel("gemv", dataType);
    for (const side of cachedSides(bytesPerWeight(dataType), cacheBytes)) {
      ledger.addKernel(
        await measureKernel(session.measuring, {
          kernel,
          shape: { m: 1, n: side, k: side },
          workingSetBytes: placedBytes(side, side, kernel.weights),
          cacheShareMax: 1,
          residency: "cache",
        }),
      );
    }
  },
});
