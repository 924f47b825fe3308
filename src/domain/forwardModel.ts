import type { Model } from "./model.ts";

/** Llama 3's stretch of slow rotations; undefined elsewhere. Source: the model's `config.json`, `rope_scaling`. */
export interface RotaryScaling {
  readonly factor: number;
  readonly lowFrequencyFactor: number;
  readonly highFrequencyFactor: number;
  /** Tokens of context that the model was trained with before it was stretched. */
  readonly originalContext: number;
}

/** Layers that see only the last `tokens` of the context, and how often one sees it all. */
export interface SlidingWindow {
  readonly tokens: number;
  /** One layer of so many sees the whole context, the last of each group. */
  readonly period: number;
  /** Rotary base of the layers with a window; undefined: the model's own. */
  readonly rotaryBase?: number;
}

/** A feed-forward of experts, of which a router chooses some for each token. */
export interface Experts {
  readonly count: number;
  readonly chosen: number;
  /** Of one expert. */
  readonly feedForward: number;
}

/**
 * `silu`: silu(gate)·up. `gelu`: Gemma's tanh approximation in its place. `clampedSilu`: gpt-oss's
 * gate·σ(1.702·gate)·(up + 1), gate at most 7 and up within ±7.
 */
export type GatedActivation = "silu" | "gelu" | "clampedSilu";

/** A model as its forward pass runs, beyond the sizes of its matrices. */
export interface ForwardModel extends Model {
  readonly normEpsilon: number;
  readonly rotaryBase: number;
  readonly rotaryScaling?: RotaryScaling;
  readonly activation: GatedActivation;
  /** RMSNorm of each head's query and key before they are rotated. */
  readonly headNorms: boolean;
  /** RMSNorm also of what attention and feed-forward give, before it is added (Gemma). */
  readonly outputNorms: boolean;
  /** Factor on the embedding; 1 for all but Gemma's √hidden. */
  readonly embeddingScale: number;
  /** Biases of the attention's projections, router and experts (gpt-oss). */
  readonly biases: boolean;
  /** A learned logit for each head that takes part in softmax and brings no value (gpt-oss). */
  readonly sinks: boolean;
  readonly window?: SlidingWindow;
  /** In the place of the dense feed-forward. */
  readonly experts?: Experts;
}

/** Tokens that this layer sees of `context`. */
export const seenTokens = ({ window }: ForwardModel, layer: number, context: number): number =>
  window && (layer + 1) % window.period !== 0 ? Math.min(window.tokens, context) : context;
