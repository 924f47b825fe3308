import type { MatrixAccess } from "../domain/matrixUnit.ts";

const shader = (stored: string, load: string): string => `
enable chromium_experimental_subgroup_matrix;
diagnostic(off, chromium.subgroup_matrix_uniformity);
var<workgroup> tile: array<${stored}, 1024>;
@compute @workgroup_size(128) fn main() {
  let left = ${load};
}`;

/** Both ways to load are in this browser's history; the older tells the order in memory by a flag. */
const flagged = shader(
  "i32",
  "subgroupMatrixLoad<subgroup_matrix_left<i32, 8, 8>>(&tile, 0u, false, 8u)",
);
const packed = shader(
  "vec4u",
  "subgroupMatrixLoad<subgroup_matrix_left<i32, 8, 8>, row_major>(&tile, 0u, 2u)",
);

const isKnown = async (device: GPUDevice, code: string): Promise<boolean> => {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code, label: "matrix access" });
  const { messages } = await module.getCompilationInfo();
  await device.popErrorScope();
  return messages.every(({ type }) => type !== "error");
};

/** The builtin functions of the matrix unit that this browser knows; asked once a device. */
export const matrixAccessOf = async (device: GPUDevice): Promise<MatrixAccess> => ({
  access: (await isKnown(device, flagged)) ? "flagged" : "typed",
  isPacked: await isKnown(device, packed),
});
