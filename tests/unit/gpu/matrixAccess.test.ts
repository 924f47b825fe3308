import { expect, it, vi } from "vitest";
import { requestDevice } from "../../../src/gpu/gpuDevice.ts";
import { matrixAccessOf } from "../../../src/gpu/matrixAccess.ts";
import { fakeDevice } from "./fakeDevice.ts";

/** A browser that finds fault with shaders that have this in them. */
const deviceThatRefuses = (refused: RegExp): GPUDevice =>
  Object.assign(fakeDevice().device, {
    pushErrorScope: vi.fn(),
    popErrorScope: () => Promise.resolve(null),
    createShaderModule: ({ code }: GPUShaderModuleDescriptor) => ({
      getCompilationInfo: () =>
        Promise.resolve({ messages: [{ type: refused.test(code) ? "error" : "warning" }] }),
    }),
  });

it.each([
  ["flagged", true, /nothing of it/],
  ["typed", true, /false/],
  ["flagged", false, /row_major/],
  ["flagged", false, /array<vec4u/],
] as const)("is %s, packed %s, in a browser that refuses %o", async (access, isPacked, refused) => {
  expect(await matrixAccessOf(deviceThatRefuses(refused))).toEqual({ access, isPacked });
});

const unit = { componentType: "f16", resultComponentType: "f32", M: 16, N: 8, K: 8 };
const adapterWith = (...features: readonly string[]): GPUAdapter =>
  ({
    features: new Set(features),
    limits: {},
    info: { subgroupMinSize: 8, subgroupMaxSize: 32, subgroupMatrixConfigs: [unit] },
    requestDevice: () => Promise.resolve(deviceThatRefuses(/row_major/)),
  }) as unknown as GPUAdapter;

it("goes with what a device that has the feature offers", async () => {
  const matrix = "chromium-experimental-subgroup-matrix";
  const outcome = await requestDevice(adapterWith(matrix, "subgroup-size-control"));
  expect(outcome).toMatchObject({
    gpu: {
      matrix: { units: [unit], lanes: 32, isSizeAsked: true, access: "flagged", isPacked: false },
    },
  });
  // Without the feature no shader could use what the adapter tells.
  expect(await requestDevice(adapterWith("subgroups"))).toMatchObject({
    gpu: { matrix: { units: [] } },
  });
});
