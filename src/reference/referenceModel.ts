/** Keys and values of each KV head, shared by a group of query heads. */
export interface GroupedAttention {
  readonly kind: "grouped";
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** Keys and values of all heads as one compressed vector a token, and one rotary key. */
export interface LatentAttention {
  readonly kind: "latent";
  readonly heads: number;
  readonly latentDim: number;
  readonly rotaryDim: number;
  /** Of a head's key without its rotary part, once decompressed. */
  readonly keyDim: number;
  readonly valueDim: number;
}

/** Layers that see the last `tokens` only; `globalLayers` of all see everything. */
export interface SlidingWindow {
  readonly tokens: number;
  readonly globalLayers: number;
  readonly pattern: string;
}

export interface Experts {
  readonly count: number;
  readonly perToken: number;
  /** Computed for every token beside those chosen. */
  readonly shared: number;
  /** Layers at the start that have one feed-forward block for all. */
  readonly denseLayers: number;
}

/** Numbers of weights, norms and biases included, computed from the dimensions. */
export interface WeightCounts {
  readonly total: number;
  readonly embedding: number;
  readonly head: number;
  /** What a decode step for one user fetches: one token's path and the head, not the embedding. */
  readonly readPerToken: number;
  readonly attentionPerLayer: number;
  readonly feedForwardPerLayer: number;
  /** Of those, the ones that one token meets. */
  readonly feedForwardPerLayerActive: number;
}

/** A published language model of the full list; what of it can be measured is in `models.ts`. */
export interface ReferenceModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly hidden: number;
  readonly layers: number;
  readonly vocabulary: number;
  readonly tied: boolean;
  /** The longest context that it is published for. */
  readonly longestContextTokens: number;
  readonly attention: GroupedAttention | LatentAttention;
  readonly window?: SlidingWindow;
  readonly experts?: Experts;
  readonly weights: WeightCounts;
  /** How its publisher stores the weights, where that is not 16 bits throughout. */
  readonly publishedFormat?: string;
  readonly publishedTotalWeights: number;
  readonly publishedActiveWeights: number;
  /** Id of a `Source`. */
  readonly source: string;
  readonly note?: string;
}
