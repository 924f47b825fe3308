import { expect, it } from "vitest";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { activationSizes } from "../../../src/measure/step/stepBuffers.ts";
import { besidesWeights } from "../../../src/measure/step/stepMemory.ts";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import { planStep } from "../../../src/workloads/stepPlan.ts";

const model = forwardModelById("gpt-oss-20b")!;
const task = {
  model,
  types: tensorTypes(model, "mxfp4"),
  sequences: 1,
  rowsPerSequence: 512,
  context: 512,
};

it("a prompt of a mixture has room for a row of each choice, up, activated and down", () => {
  const sizes = activationSizes(planStep(task), task.context);
  const choices = 512 * 4;
  expect(sizes).toMatchObject({
    gateUp: choices * 2 * 2880 * 4,
    activated: choices * 2880 * 4,
    answers: choices * 2880 * 4,
    order: choices * 8,
    // 32 experts' last tiles of 64, and as many as the rest fills.
    tiles: 16 * (32 + Math.floor((choices - 32) / 64)),
  });
  const all = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
  expect(besidesWeights(task)).toBeGreaterThan(all);
});

it("a step whose choices fetch their own experts needs no room for tiles", () => {
  const one = { ...task, rowsPerSequence: 1 };
  const { order, tiles, answers } = activationSizes(planStep(one), task.context);
  expect(order + tiles + answers).toBeLessThan(64);
});
