import type { Experts, ReferenceModel } from "./referenceModel.ts";

/** A model as models.json writes it. */
export interface RawModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly hidden_size: number;
  readonly num_layers: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly head_dim: number;
  readonly vocab_size: number;
  readonly tie_embeddings: boolean;
  readonly context_length: number;
  readonly moe?: {
    readonly num_experts: number;
    readonly experts_per_token: number;
    readonly shared_experts: number;
    readonly dense_layers: number;
  };
  readonly mla?: {
    readonly kv_lora_rank: number;
    readonly qk_nope_head_dim: number;
    readonly qk_rope_head_dim: number;
    readonly v_head_dim: number;
  };
  readonly sliding_window?: {
    readonly window: number;
    readonly pattern: string;
    readonly global_layers: number;
  };
  readonly params_computed: {
    readonly total: number;
    readonly embedding: number;
    readonly lm_head: number;
    readonly decode_read_per_token: number;
    readonly attention_per_layer: number;
    readonly ffn_per_layer_total: number;
    readonly ffn_per_layer_active: number;
  };
  readonly weights_format?: string;
  readonly params_total_published: number;
  readonly params_active_published: number;
  readonly source: string;
  readonly note?: string;
}

const attentionOf = (raw: RawModel): ReferenceModel["attention"] =>
  raw.mla
    ? {
        kind: "latent",
        heads: raw.num_heads,
        latentDim: raw.mla.kv_lora_rank,
        rotaryDim: raw.mla.qk_rope_head_dim,
        keyDim: raw.mla.qk_nope_head_dim,
        valueDim: raw.mla.v_head_dim,
      }
    : {
        kind: "grouped",
        heads: raw.num_heads,
        kvHeads: raw.num_kv_heads,
        headDim: raw.head_dim,
      };

const expertsOf = (moe: NonNullable<RawModel["moe"]>): Experts => ({
  count: moe.num_experts,
  perToken: moe.experts_per_token,
  shared: moe.shared_experts,
  denseLayers: moe.dense_layers,
});

/** A model of the data file in this program's words. */
export const readModel = (raw: RawModel): ReferenceModel => {
  const { params_computed: computed, sliding_window: window } = raw;
  return {
    id: raw.id,
    name: raw.name,
    family: raw.family,
    hidden: raw.hidden_size,
    layers: raw.num_layers,
    vocabulary: raw.vocab_size,
    tied: raw.tie_embeddings,
    longestContextTokens: raw.context_length,
    attention: attentionOf(raw),
    ...(window && {
      window: {
        tokens: window.window,
        globalLayers: window.global_layers,
        pattern: window.pattern,
      },
    }),
    ...(raw.moe && { experts: expertsOf(raw.moe) }),
    weights: {
      total: computed.total,
      embedding: computed.embedding,
      head: computed.lm_head,
      readPerToken: computed.decode_read_per_token,
      attentionPerLayer: computed.attention_per_layer,
      feedForwardPerLayer: computed.ffn_per_layer_total,
      feedForwardPerLayerActive: computed.ffn_per_layer_active,
    },
    ...(raw.weights_format && { publishedFormat: raw.weights_format }),
    publishedTotalWeights: raw.params_total_published,
    publishedActiveWeights: raw.params_active_published,
    source: raw.source,
    ...(raw.note && { note: raw.note }),
  };
};
