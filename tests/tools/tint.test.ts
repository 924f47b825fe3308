import { create } from "webgpu";
import { afterAll, describe, expect, it } from "vitest";
import { matrixAccessOf } from "../../src/gpu/matrixAccess.ts";
import { shaderFiles, shaderUses, unusedFiles, type ShaderUse } from "./shaders.ts";

/** Dawn without a GPU: Tint reads, checks and lowers as Chrome does, and nothing runs. */
const gpu = create(["backend=null", "enable-dawn-features=allow_unsafe_apis"]);

const devices = new Map<string, GPUDevice>();

/** What every device has, and the null backend no more. */
const defaultWorkgroupBytes = 16_384;

/** With these features and no others, so that a shader which needs more is found out. */
const deviceWith = async (features: ShaderUse["requires"]): Promise<GPUDevice> => {
  const key = features.join();
  const known = devices.get(key);
  if (known) return known;
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error("Dawn's null backend gives no adapter");
  const {
    maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupSizeX,
    maxComputeWorkgroupStorageSize,
  } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredFeatures: features as readonly GPUFeatureName[],
    requiredLimits: {
      maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX,
      maxComputeWorkgroupStorageSize,
    },
  });
  devices.set(key, device);
  return device;
};

/** What Tint says against it; undefined where it compiles. */
const complaint = async ({
  source,
  constants,
  requires,
}: ShaderUse): Promise<string | undefined> => {
  const device = await deviceWith(requires);
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code: source });
  const { messages } = await module.getCompilationInfo();
  const compiled = await device
    .createComputePipelineAsync({ layout: "auto", compute: { module, constants } })
    .then(() => undefined)
    .catch((thrown: Error) => thrown.message);
  const error = await device.popErrorScope();
  return messages.find(({ type }) => type === "error")?.message ?? error?.message ?? compiled;
};

describe("under Tint", () => {
  afterAll(() => {
    for (const device of devices.values()) device.destroy();
  });

  it("every file of shaders/ is part of some use", () => {
    expect(shaderFiles.size).toBeGreaterThan(5);
    expect(unusedFiles).toEqual([]);
  });

  it.each(shaderUses.map((use) => [use.name, use] as const))("%s compiles", async (_, use) => {
    const said = await complaint(use);
    if (use.workgroupBytes <= defaultWorkgroupBytes) expect(said).toBe(undefined);
    // The null backend has no more; that it counts as the descriptor does shows that all else is right.
    else expect(said).toContain(`workgroup storage (${use.workgroupBytes} bytes) is larger`);
  });

  it("says which functions of the matrix unit it knows: those of both kinds", async () => {
    const device = await deviceWith(["chromium-experimental-subgroup-matrix", "subgroups"]);
    expect(await matrixAccessOf(device)).toEqual({ access: "flagged", isPacked: true });
  });

  it.each<readonly [string, Partial<ShaderUse>]>([
    ["a type error", { source: "@compute @workgroup_size(1) fn main() { let x: i32 = 1.5; }" }],
    ["a constant that no override has", { constants: { nonsense: 1 } }],
    [
      "a feature that was not asked for",
      { source: "enable f16; @compute @workgroup_size(1) fn main() { let x = 1.0h; }" },
    ],
    [
      "too much workgroup memory",
      {
        source:
          "override n = 1u; var<workgroup> a: array<f32, n>; @compute @workgroup_size(1) fn main() { a[0] = 1; }",
        constants: { n: 1e8 },
      },
    ],
  ])("%s does not", async (_, change) => {
    const control: ShaderUse = {
      name: "control",
      source: "@compute @workgroup_size(1) fn main() {}",
      constants: {},
      requires: [],
      workgroupBytes: 0,
    };
    expect(await complaint(control)).toBe(undefined);
    expect(await complaint({ ...control, ...change })).toEqual(expect.any(String));
  });
});
