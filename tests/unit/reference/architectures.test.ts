import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadReference } from "../../../src/reference/loadReference.ts";
import type { ReferenceModel } from "../../../src/reference/referenceModel.ts";

const { models } = await loadReference();

interface RawCounts {
  readonly id: string;
  readonly ffn_size: number;
  readonly activation: string;
  readonly attention_bias?: boolean;
  readonly attention_sinks?: boolean;
  readonly qk_norm?: boolean;
  readonly moe?: { readonly expert_ffn_size: number; readonly dense_ffn_size?: number };
  readonly mla?: { readonly q_lora_rank: number };
  readonly kv_cache: { readonly values_per_token: number; readonly bytes_per_token_fp16: number };
  readonly flops_per_token: {
    readonly matmul: number;
    readonly attention_per_context_token: number;
  };
}
const file = new URL("../../../src/reference/data/models.json", import.meta.url);
const raws = (JSON.parse(readFileSync(file, "utf8")) as { models: readonly RawCounts[] }).models;
const rawOf = (id: string): RawCounts => {
  const found = raws.find((raw) => raw.id === id);
  if (!found) throw new Error(`${id} is not in the file`);
  return found;
};

/** Matrices of one layer's attention, worked out again from the dimensions. */
const attentionMatrices = (model: ReferenceModel): number => {
  const { attention, hidden } = model;
  if (attention.kind === "grouped") {
    const { heads, kvHeads, headDim } = attention;
    return hidden * headDim * (2 * heads + 2 * kvHeads);
  }
  const { heads, latentDim, rotaryDim, keyDim, valueDim } = attention;
  const queryRank = rawOf(model.id).mla?.q_lora_rank ?? 0;
  return (
    hidden * queryRank +
    queryRank * heads * (keyDim + rotaryDim) +
    hidden * (latentDim + rotaryDim) +
    latentDim * heads * (keyDim + valueDim) +
    heads * valueDim * hidden
  );
};

const isGated = (raw: RawCounts): boolean => raw.activation.includes("GLU");

const feedForwardMatrices = (model: ReferenceModel): number => {
  const raw = rawOf(model.id);
  const { experts, hidden } = model;
  const of = (width: number): number => (isGated(raw) ? 3 : 2) * hidden * width;
  if (!experts) return of(raw.ffn_size);
  const all = experts.count + experts.shared;
  return all * of(raw.moe?.expert_ffn_size ?? 0) + hidden * experts.count; // and the router
};

describe.each(models.map((model) => [model.id, model] as const))("%s", (id, model) => {
  const raw = rawOf(id);

  it("has the weights that its dimensions give, norms and biases apart", () => {
    const { weights, vocabulary, hidden } = model;
    expect(weights.head).toBe(vocabulary * hidden);
    const attention = weights.attentionPerLayer - attentionMatrices(model);
    expect(attention).toBeGreaterThanOrEqual(0);
    expect(attention / weights.attentionPerLayer).toBeLessThan(5e-3);
    const feedForward = weights.feedForwardPerLayer - feedForwardMatrices(model);
    expect(feedForward).toBeGreaterThanOrEqual(0);
    expect(feedForward / weights.feedForwardPerLayer).toBeLessThan(1e-3);
  });

  it("adds up to its total", () => {
    const { weights, layers, experts, hidden, tied } = model;
    const width = raw.moe?.dense_ffn_size ?? raw.ffn_size;
    const dense = experts ? experts.denseLayers * 3 * hidden * width : 0;
    const expertLayers = layers - (experts?.denseLayers ?? 0);
    const once = tied ? weights.embedding : weights.embedding + weights.head;
    const sum =
      once +
      layers * weights.attentionPerLayer +
      dense +
      expertLayers * weights.feedForwardPerLayer;
    expect(sum / weights.total).toBeGreaterThan(0.999);
    expect(sum / weights.total).toBeLessThanOrEqual(1);
  });

  it("reads per token what one token meets and the head", () => {
    const { weights, layers, experts, hidden } = model;
    const width = raw.moe?.dense_ffn_size ?? raw.ffn_size;
    const dense = experts ? experts.denseLayers * 3 * hidden * width : 0;
    const expertLayers = layers - (experts?.denseLayers ?? 0);
    const sum =
      weights.head +
      layers * weights.attentionPerLayer +
      dense +
      expertLayers * weights.feedForwardPerLayerActive;
    expect(sum / weights.readPerToken).toBeGreaterThan(0.999);
    expect(sum / weights.readPerToken).toBeLessThanOrEqual(1);
    expect(raw.flops_per_token.matmul).toBe(2 * weights.readPerToken);
  });

  it("has the cache that its attention gives", () => {
    const { attention, layers } = model;
    const perLayer =
      attention.kind === "latent"
        ? attention.latentDim + attention.rotaryDim
        : 2 * attention.kvHeads * attention.headDim;
    expect(raw.kv_cache.values_per_token).toBe(layers * perLayer);
    expect(raw.kv_cache.bytes_per_token_fp16).toBe(2 * layers * perLayer);
  });

  it("is published with about these weights", () => {
    // Gemma's totals count its vision tower; Kimi K2's is published as "1T".
    const ratio = model.weights.total / model.publishedTotalWeights;
    expect(ratio).toBeGreaterThan(id.startsWith("gemma-3") ? 0.9 : 0.998);
    expect(ratio).toBeLessThan(id === "kimi-k2" ? 1.03 : 1.002);
  });
});
