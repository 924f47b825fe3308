import { describe, expect, it } from "vitest";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { compileStep, type CompileInput } from "../../../src/measure/step/compileStep.ts";
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
});
