import { expect, it, vi } from "vitest";
import { requestDevice } from "../../../src/gpu/gpuDevice.ts";
import { matrixAccessOf } from "../../../src/gpu/matrixAccess.ts";
import { fakeDevice } from "./fakeDevice.ts";

/** A browser that says this of a shader which tells the order in memory by a flag. */
const deviceThatSays = (messages: readonly { type: string }[]): GPUDevice =>
  Object.assign(fakeDevice().device, {
    pushErrorScope: vi.fn(),
    popErrorScope: () => Promise.resolve(null),
    createShaderModule: () => ({ getCompilationInfo: () => Promise.resolve({ messages }) }),
  });

it.each([
  ["flagged", []],
  ["flagged", [{ type: "warning" }]],
  ["typed", [{ type: "warning" }, { type: "error" }]],
] as const)("is %s in a browser that says %o", async (access, messages) => {
  expect(await matrixAccessOf(deviceThatSays(messages))).toBe(access);
});

const unit = { componentType: "f16", resultComponentType: "f32", M: 16, N: 8, K: 8 };
const adapterWith = (...features: readonly string[]): GPUAdapter =>
  ({
    features: new Set(features),
    limits: {},
    info: { subgroupMinSize: 8, subgroupMaxSize: 32, subgroupMatrixConfigs: [unit] },
    requestDevice: () => Promise.resolve(deviceThatSays([])),
  }) as unknown as GPUAdapter;

it("goes with what a device that has the feature offers", async () => {
  const matrix = "chromium-experimental-subgroup-matrix";
  const outcome = await requestDevice(adapterWith(matrix, "subgroup-size-control"));
  expect(outcome).toMatchObject({
    gpu: { matrix: { units: [unit], lanes: 32, isSizeAsked: true, access: "flagged" } },
  });
  // Without the feature no shader could use what the adapter tells.
  expect(await requestDevice(adapterWith("subgroups"))).toMatchObject({
    gpu: { matrix: { units: [] } },
  });
});
