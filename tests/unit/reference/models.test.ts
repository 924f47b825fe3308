import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { headWeights, layerProjections, layerWeights } from "../../../src/domain/model.ts";
import { denseModels as generatedText } from "../../../src/reference/data/generateSubset.mjs";
import { modelById, models, namedModels, tiny } from "../../../src/reference/models.ts";

const folder = new URL("../../../src/reference/data/", import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

interface FullModel {
  readonly id: string;
  readonly type: string;
  readonly hidden_size: number;
  readonly num_layers: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly head_dim: number;
  readonly attention_bias?: boolean;
  readonly qk_norm?: boolean;
  readonly params_computed: {
    readonly lm_head: number;
    readonly attention_per_layer: number;
    readonly ffn_per_layer_total: number;
    readonly decode_read_per_token: number;
  };
}
const full = (JSON.parse(textOf("models.json")) as { models: readonly FullModel[] }).models;
const published = models.filter(({ id }) => id !== "tiny");
const fullOf = (id: string): FullModel => {
  const found = full.find((model) => model.id === id);
  if (!found) throw new Error(`${id} is not in the full list`);
  return found;
};

/** Two norms a layer and one at the end, and vectors that some models add to their attention. */
const vectorWeights = (model: FullModel): number => {
  const { hidden_size: hidden, head_dim: headDim, num_heads, num_kv_heads } = model;
  const bias = model.attention_bias ? (num_heads + 2 * num_kv_heads) * headDim : 0;
  const queryKeyNorms = model.qk_norm ? 2 * headDim : 0;
  return model.num_layers * (2 * hidden + bias + queryKeyNorms) + hidden;
};

describe("list of models", () => {
  it("is what the script makes of the full list", () => {
    expect(textOf("denseModels.ts")).toBe(generatedText());
  });

  it.each(["qwen3-0.6b", "llama-3.2-1b", "llama-3.1-8b", "smollm2-360m"])("has %s", (id) => {
    expect(modelById(id)?.id).toBe(id);
  });

  it.each([
    ["gpt2", "its feed-forward has no gate"],
    ["gemma-3-1b", "most of its layers see a window"],
    ["mixtral-8x7b", "it has experts"],
    ["deepseek-v3", "its attention is latent"],
  ])("leaves out %s: %s", (id) => {
    expect(fullOf(id).id).toBe(id);
    expect(modelById(id)).toBeUndefined();
  });

  it("can name those with experts or windows besides, which are measured as whole steps", () => {
    const names = namedModels.map(({ id }) => id);
    expect(names).toEqual(expect.arrayContaining(["gemma-3-4b", "gpt-oss-20b", "mixtral-8x7b"]));
    expect(names).not.toContain("gpt2");
    expect(names.slice(0, models.length)).toEqual(models.map(({ id }) => id));
  });

  it("has no model twice and none without a name", () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.every(({ name }) => name.length > 0)).toBe(true);
  });

  it("begins with tiny, whose shape the specification fixes", () => {
    expect(models[0]).toBe(tiny);
    expect(layerProjections(tiny)).toEqual([
      { part: "qkv", rows: 768, columns: 512 },
      { part: "attentionOutput", rows: 512, columns: 512 },
      { part: "gateUp", rows: 3072, columns: 512 },
      { part: "down", rows: 512, columns: 1536 },
    ]);
    expect(headWeights(tiny)).toBe(1024 * 512);
  });
});

describe.each(published.map((model) => [model.id, model] as const))(
  "weights of %s",
  (id, model) => {
    const { params_computed: computed, ...dimensions } = fullOf(id);

    it("agree with the full list to the last weight, norms and biases apart", () => {
      const matrices = model.layers * layerWeights(model) + headWeights(model);
      const vectors = vectorWeights({ ...dimensions, params_computed: computed });
      // The Llama and SmolLM rows count no other vectors; what is left must be exactly these.
      expect(computed.decode_read_per_token - matrices).toBe(vectors);
      expect(vectors / computed.decode_read_per_token).toBeLessThan(3e-4);
      expect(headWeights(model)).toBe(computed.lm_head);
    });

    it("split into attention and feed-forward as the full list does", () => {
      const [qkv, output, gateUp, down] = layerProjections(model).map(
        ({ rows, columns }) => rows * columns,
      );
      expect((gateUp ?? 0) + (down ?? 0)).toBe(computed.ffn_per_layer_total);
      const vectors = (vectorWeights(fullOf(id)) - model.hidden) / model.layers - 2 * model.hidden;
      expect((qkv ?? 0) + (output ?? 0)).toBe(computed.attention_per_layer - vectors);
    });
  },
);
