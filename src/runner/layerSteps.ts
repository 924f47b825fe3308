import type { DataType } from "../domain/dataType.ts";
import { layerProjections, type Model } from "../domain/model.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { measureMatrix } from "./matrixSteps.ts";
import type { Step } from "./scene.ts";

/**
 * Matrix-vector products of a layer's own matrices: fewer rows or shorter ones than the largest square keep
 * less of a device busy. A processor is as busy with any.
 */
export const layerShapesStep = (dataType: DataType, model: Model): Step => ({
  now: `the matrices of a layer of ${model.name} in ${dataType}, one by one`,
  because: "matrices that are not square may be slower to fetch",
  share: 3,
  run: async (scene) => {
    if (scene.session.measuring.adapterKind === "software") return;
    const kernel = matrixKernel("gemv", dataType);
    for (const { rows, columns } of layerProjections(model)) {
      await measureMatrix(scene, kernel, { m: 1, n: rows, k: columns }, true);
    }
  },
});
