import type { MatrixOffer } from "../domain/matrixUnit.ts";

/** Both ways to load are in this browser's history; the older tells its order by a flag. */
const flagged = `
enable chromium_experimental_subgroup_matrix;
diagnostic(off, chromium.subgroup_matrix_uniformity);
var<workgroup> tile: array<i32, 1024>;
@compute @workgroup_size(128) fn main() {
  let left = subgroupMatrixLoad<subgroup_matrix_left<i32, 8, 8>>(&tile, 0u, false, 8u);
  subgroupMatrixStore(&tile, 0u, left, false, 8u);
}`;

/** The builtin functions of the matrix unit that this browser knows; asked once a device. */
export const matrixAccessOf = async (device: GPUDevice): Promise<MatrixOffer["access"]> => {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code: flagged, label: "matrix access" });
  const { messages } = await module.getCompilationInfo();
  await device.popErrorScope();
  return messages.some(({ type }) => type === "error") ? "typed" : "flagged";
};
