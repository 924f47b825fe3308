import { expect, it } from "vitest";
import { noMatrixUnit, type MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import type { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import type { MatrixKernel } from "../../../src/kernels/kernel.ts";
import { matrixUnitKernels } from "../../../src/kernels/kernels.ts";
import { candidatesOf, missingFeatures } from "../../../src/measure/candidates.ts";

const product = (id: string): MatrixKernel => matrixUnitKernels.find((each) => each.id === id)!;

const all = ["chromium-experimental-subgroup-matrix", "subgroups", "shader-f16"];
const f16: MatrixOffer = {
  ...noMatrixUnit,
  units: [{ componentType: "f16", resultComponentType: "f32", M: 8, N: 8, K: 8 }],
};

const device = (
  features: readonly string[],
  matrix: MatrixOffer,
  maxComputeWorkgroupStorageSize = 49_152,
): GpuDevice =>
  ({
    features: new Set(features),
    matrix,
    limits: {
      maxComputeInvocationsPerWorkgroup: 1024,
      maxComputeWorkgroupSizeX: 1024,
      maxComputeWorkgroupStorageSize,
    },
  }) as unknown as GpuDevice;

it("are a kernel's variants for the unit that the device offers", () => {
  const gpu = device(all, f16);
  const ids = candidatesOf(gpu, product("gemm-matrix-f16"), "hardware").map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(5);
  expect(ids.every((id) => id.endsWith(" 8x8x8"))).toBe(true);
  expect(missingFeatures(gpu, product("gemm-matrix-f16"))).toEqual([]);
});

it("leave out what needs more workgroup memory than there is", () => {
  const [many, few] = [49_152, 16_384].map((bytes) =>
    candidatesOf(device(all, f16, bytes), product("gemm-matrix-f16"), "hardware"),
  );
  expect(few?.length).toBeGreaterThan(0);
  expect(few?.length).toBeLessThan(many?.length ?? 0);
  expect(few?.every(({ workgroupBytes }) => workgroupBytes <= 16_384)).toBe(true);
});

it.each([
  ["nothing of it", [], noMatrixUnit, /chromium-experimental-subgroup-matrix/],
  ["no f16", all.slice(0, 2), f16, /^shader-f16$/],
  ["no shape for the types", all, noMatrixUnit, /f16 to f32/],
] as const)("say what is missing where the device has %s", (_, features, matrix, missing) => {
  const gpu = device(features, matrix);
  expect(missingFeatures(gpu, product("gemm-matrix-f16")).join()).toMatch(missing);
  expect(candidatesOf(gpu, product("gemm-matrix-f16"), "hardware")).toEqual([]);
});
