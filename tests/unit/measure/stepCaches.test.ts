import { describe, expect, it } from "vitest";
import { cacheBytes as countedBytes, cacheBytesPerLayer } from "../../../src/domain/modelBytes.ts";
import { cacheBytes } from "../../../src/measure/step/stepCaches.ts";
import { forwardModelById, forwardModels } from "../../../src/reference/forwardModels.ts";

describe.each(forwardModels.map((model) => [model.id, model] as const))("%s", (_, model) => {
  it.each([100, 32_768])(
    "keeps of %i tokens in decode what a step is counted to read",
    (context) => {
      const task = { model, sequences: 3, rowsPerSequence: 1, context };
      expect(cacheBytes(task)).toBe(3 * countedBytes(model, context));
    },
  );

  it("keeps a prompt whole: its tokens are written before the first has looked back", () => {
    const task = { model, sequences: 1, rowsPerSequence: 2048, context: 2048 };
    expect(cacheBytes(task)).toBe(2048 * model.layers * cacheBytesPerLayer(model));
  });
});

it("fits six times the context where five layers of six have a window", () => {
  const gemma = forwardModelById("gemma-3-4b")!;
  const task = { model: gemma, sequences: 1, rowsPerSequence: 1, context: 131_072 };
  const whole = 131_072 * gemma.layers * cacheBytesPerLayer(gemma);
  expect(whole / cacheBytes(task)).toBeGreaterThan(6);
});
