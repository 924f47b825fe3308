import type { Model } from "./model.ts";

/**
 * How slow rotations are stretched past the context a model was first trained with; undefined: not at
 * all. With w = base^(-2i/rotaryDim), rotations per token of pair i, each kind gives another w:
 *
 * - `linear`: w / factor.
 * - `llama3`: waves longer than originalContext / lowFrequencyFactor are stretched by `factor`, those
 *   shorter than originalContext / highFrequencyFactor kept, and those between mixed, linear in
 *   originalContext / wavelength.
 * - `yarn`: pairs below the index that makes `fastRotations` turns within originalContext are kept,
 *   those above that of `slowRotations` stretched, and those between mixed, linear in i, the indices
 *   not rounded; sine and cosine are multiplied by 0.1·ln(factor) + 1.
 * - `longrope`: w / pairFactors[i], the factors for contexts past originalContext, as engines take them at
 *   any position that have room for such contexts; sine and cosine are multiplied by
 *   √(1 + ln(factor) / ln(originalContext)), factor being the longest context over the original
 *   (arXiv 2402.13753).
 *
 * Source: each model's `config.json`, `rope_scaling`.
 */
export type RotaryScaling =
  | { readonly kind: "linear"; readonly factor: number }
  | {
      readonly kind: "llama3";
      readonly factor: number;
      readonly lowFrequencyFactor: number;
      readonly highFrequencyFactor: number;
      readonly originalContext: number;
    }
  | {
      readonly kind: "yarn";
      readonly factor: number;
      readonly fastRotations: number;
      readonly slowRotations: number;
      readonly originalContext: number;
    }
  | {
      readonly kind: "longrope";
      readonly factor: number;
      /** One for each pair. */
      readonly pairFactors: readonly number[];
      readonly originalContext: number;
    };

/** Layers that see only the last `tokens` of the context, and how often one sees it all. */
export interface SlidingWindow {
  readonly tokens: number;
  /** One layer of so many sees the whole context, the last of each group; Infinity: none does. */
  readonly period: number;
  /** Rotary base of the layers with a window, without scaling; undefined: they rotate as the others. */
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
  /** Values of a head that are turned, the first of it; undefined: all. */
  readonly rotaryDim?: number;
  readonly rotaryScaling?: RotaryScaling;
  readonly activation: GatedActivation;
  /** RMSNorm of each head's query and key before they are rotated. */
  readonly headNorms: boolean;
  /** RMSNorm also of what attention and feed-forward give, before it is added (Gemma). */
  readonly outputNorms: boolean;
  /** Factor on the embedding; 1 for all but Gemma's √hidden. */
  readonly embeddingScale: number;
  /** Factor on query·key before softmax: 1/√headDim for all but Gemma 3 27B. */
  readonly attentionScale: number;
  /** `qkv`: of that projection (Qwen2.5). `all`: of attention's projections, router and experts (gpt-oss). */
  readonly biases: "none" | "qkv" | "all";
  /** A learned logit for each head that takes part in softmax and brings no value (gpt-oss). */
  readonly sinks: boolean;
  readonly window?: SlidingWindow;
  /** In the place of the dense feed-forward; softmax over the chosen gives their shares. */
  readonly experts?: Experts;
}

/** Values of a head that its position turns: pairs (i, i + half of them). */
export const rotatedValues = ({ rotaryDim, headDim }: ForwardModel): number => rotaryDim ?? headDim;

/** Whether this layer sees a window of the context only. */
export const hasWindow = ({ window }: ForwardModel, layer: number): boolean =>
  window !== undefined && (layer + 1) % window.period !== 0;

/** Tokens that this layer sees of `context`, the newest among them. */
export const seenTokens = (model: ForwardModel, layer: number, context: number): number =>
  model.window && hasWindow(model, layer) ? Math.min(model.window.tokens, context) : context;
