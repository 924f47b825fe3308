import { describe, expect, it } from "vitest";
import { noMatrixUnit, type MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { compileStep, type CompileInput } from "../../../src/measure/step/compileStep.ts";
import type { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { matrixAttention } from "../../../src/measure/step/matrixAttention.ts";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import { planStep, type StepTask } from "../../../src/workloads/stepPlan.ts";

const model = forwardModelById("llama-3.1-8b")!;
const types = tensorTypes(model, "f16");
const oneUser = { model, types, sequences: 1, rowsPerSequence: 1, context: 512 };

/** The variant in which each kernel of a step is compiled. */
const variantsOf = async (
  task: Partial<StepTask>,
  change: Partial<CompileInput> = {},
): Promise<Readonly<Record<string, string>>> => {
  const variants: Record<string, string> = {};
  const outcome = await compileStep({
    plan: planStep({ ...oneUser, ...task }),
    adapterKind: "hardware",
    compile: async ({ id }, variant) => {
      variants[id] = variant.id;
      return { status: "compiled", pipeline: {} as GPUComputePipeline };
    },
    ...change,
  });
  expect(outcome.status).toBe("compiled");
  return variants;
};

const matrixFeatures = ["shader-f16", "subgroups", "chromium-experimental-subgroup-matrix"];
const subgroups = new Set(["subgroups"]);

describe("a step's kernels", () => {
  it("reduce by subgroups where the device has them, and in workgroup memory where not", async () => {
    const reducing = ["step-norm", "step-attend", "step-argmax", "step-choose"];
    const taken = async (change: Partial<CompileInput>) => {
      const variants = await variantsOf({}, change);
      return reducing.map((id) => variants[id]);
    };
    const plain = ["256", "64x4", "64", "64"];
    expect(await taken({})).toEqual(plain);
    expect(await taken({ features: new Set(["shader-f16"]) })).toEqual(plain);
    expect(await taken({ features: subgroups })).toEqual([
      "subgroups 256",
      "subgroups 64x4",
      "subgroups 64",
      "subgroups 64",
    ]);
    // A processor has subgroups of few lanes, and compiles for longer than it computes.
    const software = { features: subgroups, adapterKind: "software" } as const;
    expect(await taken(software)).toEqual(["64", "64x8", "64", "1"]);
  });

  it.each([
    ["one user", {}, "step-gated-f16", "gemv-f16"],
    ["three users", { sequences: 3 }, "step-gated-batch-f16", "gemv-batch-f16"],
  ] as const)("take gate and up for %s in the product's variant", async (_, task, id, product) => {
    const usual = await variantsOf(task);
    expect([usual[id], usual[product]]).toEqual(["128x32", "128x32"]);
    const chosen = await variantsOf(task, {
      variantOf: ({ variants }) => variants.find((variant) => variant.id === "256x8"),
    });
    expect([chosen[id], chosen[product]]).toEqual(["256x8", "256x8"]);
  });

  it.each([
    ["17 users", { sequences: 17 }],
    ["a prompt", { rowsPerSequence: 512 }],
  ] as const)("activate behind the product for %s", async (_, task) => {
    const ids = Object.keys(await variantsOf(task));
    expect(ids.filter((id) => id.startsWith("step-gated"))).toEqual([]);
    expect(ids).toContain("step-activate");
  });

  const prompt = { rowsPerSequence: 512 };
  const unit: MatrixOffer = {
    ...noMatrixUnit,
    units: [{ componentType: "f16", resultComponentType: "f32", M: 16, N: 16, K: 16 }],
  };
  const device = (bytes: number, features: readonly string[] = matrixFeatures) =>
    ({
      matrix: unit,
      features: new Set(features),
      limits: {
        maxComputeInvocationsPerWorkgroup: 1024,
        maxComputeWorkgroupSizeX: 1024,
        maxComputeWorkgroupStorageSize: bytes,
      },
    }) as unknown as GpuDevice;
  const attentionsOf = async (task: Partial<StepTask>, change: Partial<CompileInput> = {}) =>
    Object.entries(await variantsOf(task, change)).filter(([id]) => id.includes("attend"));

  it.each<readonly [string, Partial<StepTask>, Partial<CompileInput>, string, string]>([
    ["a step has splits of the context", {}, {}, "step-attend", "64x4"],
    ["a prompt has tiles", prompt, {}, "step-attend-tile", "32x64 d128"],
    ["a processor has one kernel", prompt, { adapterKind: "software" }, "step-attend", "64x8"],
    [
      "the matrix unit takes the largest tile that fits 64 KiB",
      prompt,
      { attentionOf: (plan) => matrixAttention(device(65_536), plan) },
      "step-attend-matrix",
      "64x64 d128 halves 16x16x16",
    ],
    [
      "one that fits 48 KiB",
      prompt,
      { attentionOf: (plan) => matrixAttention(device(49_152), plan) },
      "step-attend-matrix",
      "64x32 d128 halves 16x16x16",
    ],
    [
      "and one that fits 32 KiB",
      prompt,
      { attentionOf: (plan) => matrixAttention(device(32_768), plan) },
      "step-attend-matrix",
      "32x32 d128 halves 16x16x16",
    ],
    [
      "a device without f16 has tiles of its own",
      prompt,
      { attentionOf: (plan) => matrixAttention(device(65_536, matrixFeatures.slice(1)), plan) },
      "step-attend-tile",
      "32x64 d128",
    ],
    [
      "and so have weights of f32",
      { ...prompt, types: tensorTypes(model, "f32") },
      { attentionOf: (plan) => matrixAttention(device(65_536), plan) },
      "step-attend-tile",
      "32x64 d128",
    ],
  ])("attend by what suits: %s", async (_, task, change, id, variant) => {
    expect(await attentionsOf(task, change)).toEqual([[id, variant]]);
  });

  it("attend in tiles where a driver refuses what it offers", async () => {
    const plan = planStep({ ...oneUser, ...prompt });
    const outcome = await compileStep({
      plan,
      adapterKind: "hardware",
      attentionOf: (own) => matrixAttention(device(65_536), own),
      compile: async ({ id }) =>
        id === "step-attend-matrix"
          ? { status: "compile-failed", message: "no" }
          : { status: "compiled", pipeline: {} as GPUComputePipeline },
    });
    if (outcome.status !== "compiled") throw new Error(outcome.message);
    expect(outcome.pipelines.attention.id).toBe("step-attend-tile");
  });
});
