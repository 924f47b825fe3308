import { afterAll, describe, expect, it, vi } from "vitest";
import { compareLogits, type LogitsInput } from "../gpu/harness/logits.ts";
import { sharedContext } from "../gpu/harness/trialContext.ts";
import { logitModels } from "../gpu/logitModels.ts";
import { openLavapipe } from "./lavapipe.ts";

// This driver compiles a pipeline when it first runs, which takes seconds of a processor that others load.
vi.mock(import("../../src/gpu/patience.ts"), async (original) => ({
  ...(await original()),
  patienceSeconds: 150,
}));

const lavapipe = await openLavapipe();
const where = lavapipe.status === "ready" ? "" : `, but ${lavapipe.reason}`;

const common = {
  dataType: "f16",
  promptTokens: 24,
  answerTokens: 4,
  adapterKind: "hardware",
} as const;

const worstOf = async (input: LogitsInput) => {
  const { differences, proofs, errors, leaked } = await compareLogits(input);
  const statuses = proofs.map(({ status }) => status);
  return { worst: Math.max(...differences), statuses, faults: [...errors, ...leaked] };
};

describe.skipIf(lavapipe.status !== "ready")(
  `a whole step on lavapipe with its subgroups of 8${where}`,
  () => {
    afterAll(async () => {
      if (lavapipe.status === "ready") (await sharedContext()).gpu.destroy();
    });

    it.each([
      ["llama", "subgroups 128x4"],
      ["llama", "native subgroups 128x4/4x4"],
      ["gemma", "native 128x32"],
      ["gptOss", "subgroups 128x4/8x2"],
    ] as const)("%s has the logits of float64 by %s", async (name, gemvVariant) => {
      const outcome = await worstOf({ ...common, model: logitModels[name], gemvVariant });
      expect(outcome.worst).toBeLessThanOrEqual(2e-2);
      expect(outcome).toMatchObject({ statuses: ["passed", "passed"], faults: [] });
    });

    it.each([
      [
        "step-norm",
        "leaves one subgroup out",
        "+= partials[i];",
        "+= select(partials[i], 0.0, i == 1u);",
      ],
      ["step-norm", "counts on subgroups of 32", "lanes = sizeOfSubgroup;", "lanes = 32u;"],
      [
        "step-attend",
        "leaves one lane out",
        "subgroupAdd(scores[",
        "subgroupAdd(select(1.0, 0.0, subgroupLane == 5u) * scores[",
      ],
      [
        "step-attend",
        "counts on subgroups of 32",
        "subgroupLanes = lanes;",
        "subgroupLanes = 32u;",
      ],
      [
        "step-argmax",
        "takes the first place of a subgroup",
        "own.value == value",
        "own.value <= value",
      ],
      ["step-choose", "looks at one piece of a subgroup", "subgroupMax(own.value)", "own.value"],
    ] as const)("a fault of %s that %s fails its proof", async (kernel, _, find, replace) => {
      const mutation = { kernel, find, replace };
      const outcome = await worstOf({ ...common, model: logitModels.llama, mutation });
      expect(outcome.statuses).toContain("failed");
    });
  },
);
