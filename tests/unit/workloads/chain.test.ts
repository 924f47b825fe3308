import { describe, expect, it } from "vitest";
import { dataTypes } from "../../../src/domain/dataType.ts";
import type { Model } from "../../../src/domain/model.ts";
import { f32Words, hash, regenerate } from "../../../src/kernels/inputs.ts";
import { rowLayout } from "../../../src/kernels/matrixLayout.ts";
import { weightTypes } from "../../../src/kernels/weightTypes.ts";
import { models, tiny } from "../../../src/reference/models.ts";
import { planChain, planLayers } from "../../../src/workloads/chain.ts";

const { format } = weightTypes.f16;

describe("a chain", () => {
  it("goes through every layer's matrices in a token's order, and then the head", () => {
    const { steps } = planChain(tiny, 2, 16, format);
    const layer = ["qkv", "attentionOutput", "gateUp", "down"];
    expect(steps.map(({ projection }) => projection.part)).toEqual([...layer, ...layer, "head"]);
  });

  it("takes all tokens through the layers and the last one through the head", () => {
    const { steps } = planChain(tiny, 1, 16, format);
    expect(steps.map(({ tokens }) => tokens)).toEqual([16, 16, 16, 16, 1]);
  });

  it("can end before the head", () => {
    const { steps } = planLayers(tiny, 3, 8, format);
    expect(steps).toHaveLength(12);
    expect(steps.every(({ tokens }) => tokens === 8)).toBe(true);
  });

  it.each(models.map((model) => [model.id, model] as const))(
    "of %s never needs more columns than the product before put out",
    (_, model) => {
      const { steps } = planChain(model, 2, 1, format);
      let width = model.hidden;
      for (const { projection } of steps) {
        expect(projection.columns).toBeLessThanOrEqual(width);
        width = projection.rows;
      }
    },
  );

  it.each(dataTypes)(
    "with weights in %s keeps magnitudes near 1 through 100 layers",
    (dataType) => {
      const weights = weightTypes[dataType].format;
      let magnitude = f32Words.rootMeanSquare;
      for (const { projection, scale } of planChain(tiny, 100, 1, weights).steps) {
        expect(Number.isInteger(Math.log2(scale))).toBe(true);
        magnitude *= weights.rootMeanSquare * Math.sqrt(projection.columns) * scale;
        expect(magnitude).toBeGreaterThan(0.5);
        expect(magnitude).toBeLessThan(2);
      }
    },
  );
});

/** A layer small enough to be multiplied here. */
const toy: Model = {
  ...tiny,
  id: "toy",
  hidden: 128,
  heads: 4,
  kvHeads: 4,
  headDim: 32,
  feedForward: 192,
  vocabulary: 128,
};

it.each(dataTypes)(
  "random weights in %s neither blow up nor die out in 16 layers of a toy",
  (dataType) => {
    const { format: weights } = weightTypes[dataType];
    const words = new Uint32Array(128);
    let activations = new Float32Array(128);
    regenerate(f32Words.pattern, 1, 0, words);
    f32Words.decode(words, activations);
    for (const [index, { projection, scale }] of planChain(toy, 16, 1, weights).steps.entries()) {
      const { rows, columns } = projection;
      const { blocks, dataBlocks } = rowLayout(columns, weights);
      const row = new Uint32Array(4 * blocks);
      const values = new Float32Array(4 * dataBlocks * weights.valuesPerWord);
      const output = new Float32Array(rows);
      for (let i = 0; i < rows; i++) {
        const first = i * row.length;
        regenerate(weights.pattern, hash(index), first, row);
        const scales = row.subarray(4 * dataBlocks);
        if (weights.scales) {
          regenerate(weights.scales.pattern, hash(index), first + 4 * dataBlocks, scales);
        }
        weights.decode(row, values, 4 * dataBlocks);
        let sum = 0;
        for (let k = 0; k < columns; k++) sum += values[k]! * activations[k]!;
        output[i] = scale * sum;
      }
      activations = output;
      const magnitude = Math.hypot(...output) / Math.sqrt(rows);
      expect(magnitude, `after product ${index}`).toBeGreaterThan(0.02);
      expect(magnitude, `after product ${index}`).toBeLessThan(50);
    }
  },
);
