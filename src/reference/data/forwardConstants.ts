import type { ForwardModel, RotaryScaling } from "../../domain/forwardModel.ts";
import type { Model } from "../../domain/model.ts";

/** What the full list lacks of a model. */
interface Family extends Pick<
  ForwardModel,
  | "normEpsilon"
  | "rotaryBase"
  | "rotaryDim"
  | "rotaryScaling"
  | "activation"
  | "headNorms"
  | "outputNorms"
  | "biases"
  | "sinks"
> {
  /** Of layers with a window; undefined: as the others. */
  readonly windowRotaryBase?: number;
  /** `query_pre_attn_scalar`, whose root queries are divided by; undefined: a head's dimension. */
  readonly queryScalar?: number;
  /** The embedding is multiplied by √hidden; the model's code says so (`Gemma3TextScaledWordEmbedding`). */
  readonly scalesEmbedding?: boolean;
}

/** A model's constants, and where they are published. */
export interface ForwardConstants {
  readonly id: string;
  /** The model's own configuration, in which each of them stands. */
  readonly source: string;
  readonly family: Family;
}

const config = (path: string): string => `https://huggingface.co/${path}/blob/main/config.json`;

/** `rms_norm_eps` 1e-5, no biases, SwiGLU: Llama and those built like it, by `rope_theta`. */
const llamaLike = (rotaryBase: number, rotaryScaling?: RotaryScaling): Family => ({
  normEpsilon: 1e-5,
  rotaryBase,
  ...(rotaryScaling && { rotaryScaling }),
  activation: "silu",
  headNorms: false,
  outputNorms: false,
  biases: "none",
  sinks: false,
});

const llama3 = (factor: number): Family =>
  llamaLike(500_000, {
    kind: "llama3",
    factor,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalContext: 8192,
  });

const qwen3: Family = { ...llamaLike(1_000_000), normEpsilon: 1e-6, headNorms: true };

/** `rope_scaling` is for the layers that see everything; those with a window have 10,000 as base. */
const gemma3: Family = {
  ...llamaLike(1_000_000),
  normEpsilon: 1e-6,
  activation: "gelu",
  headNorms: true,
  outputNorms: true,
  windowRotaryBase: 10_000,
  scalesEmbedding: true,
};
const gemma3Long: Family = { ...gemma3, rotaryScaling: { kind: "linear", factor: 8 } };

const gptOss: Family = {
  ...llamaLike(150_000, {
    kind: "yarn",
    factor: 32,
    fastRotations: 32,
    slowRotations: 1,
    originalContext: 4096,
  }),
  activation: "clampedSilu", // `swiglu_limit` 7; 1.702 and + 1 stand in the model's code
  biases: "all",
  sinks: true,
};

/** `partial_rotary_factor` 0.75 of 128, and `rope_scaling.long_factor`. */
const phi4Mini: Family = {
  ...llamaLike(10_000, {
    kind: "longrope",
    factor: 32,
    originalContext: 4096,
    // prettier-ignore
    pairFactors: [
      1, 1.118320672, 1.250641126, 1.398617824, 1.564103225, 1.74916897, 1.956131817, 2.187582649,
      2.446418898, 2.735880826, 3.059592084, 3.421605075, 3.826451687, 4.279200023, 4.785517845,
      5.351743533, 5.984965424, 6.693110555, 7.485043894, 8.370679318, 9.36110372, 10.4687158,
      11.70738129, 13.09260651, 14.64173252, 16.37415215, 18.31155283, 20.47818807, 22.90118105,
      25.61086418, 28.64115884, 32.03, 32.1, 32.13, 32.23, 32.6, 32.61, 32.64, 32.66, 32.7, 32.71,
      32.93, 32.97, 33.28, 33.49, 33.5, 44.16, 47.77,
    ],
  }),
  rotaryDim: 96,
};

const constants = (id: string, path: string, family: Family): ForwardConstants => ({
  id,
  source: config(path),
  family,
});

/** Of every model of the list that the type can say. */
export const forwardConstants: readonly ForwardConstants[] = [
  constants("smollm2-135m", "HuggingFaceTB/SmolLM2-135M", llamaLike(100_000)),
  constants("smollm2-360m", "HuggingFaceTB/SmolLM2-360M", llamaLike(100_000)),
  constants("qwen2.5-0.5b", "Qwen/Qwen2.5-0.5B", {
    ...llamaLike(1_000_000),
    normEpsilon: 1e-6,
    biases: "qkv",
  }),
  constants("qwen3-0.6b", "Qwen/Qwen3-0.6B", qwen3),
  constants("tinyllama-1.1b", "TinyLlama/TinyLlama-1.1B-Chat-v1.0", llamaLike(10_000)),
  constants("gemma-3-1b", "google/gemma-3-1b-it", gemma3),
  constants("llama-3.2-1b", "meta-llama/Llama-3.2-1B", llama3(32)),
  constants("llama-3.2-3b", "meta-llama/Llama-3.2-3B", llama3(32)),
  constants("qwen3-30b-a3b", "Qwen/Qwen3-30B-A3B", qwen3),
  constants("gpt-oss-20b", "openai/gpt-oss-20b", gptOss),
  constants("gemma-3-4b", "google/gemma-3-4b-it", gemma3Long),
  constants("phi-4-mini", "microsoft/Phi-4-mini-instruct", phi4Mini),
  constants("qwen3-4b", "Qwen/Qwen3-4B", qwen3),
  constants("gpt-oss-120b", "openai/gpt-oss-120b", gptOss),
  constants("llama-2-7b", "meta-llama/Llama-2-7b-hf", llamaLike(10_000)),
  constants("mistral-7b-v0.1", "mistralai/Mistral-7B-v0.1", llamaLike(10_000)),
  constants("llama-3.1-8b", "meta-llama/Llama-3.1-8B", llama3(8)),
  constants("qwen3-8b", "Qwen/Qwen3-8B", qwen3),
  constants("gemma-3-12b", "google/gemma-3-12b-it", gemma3Long),
  constants("mixtral-8x7b", "mistralai/Mixtral-8x7B-v0.1", llamaLike(1_000_000)),
  constants("qwen3-235b-a22b", "Qwen/Qwen3-235B-A22B", qwen3),
  constants("gemma-3-27b", "google/gemma-3-27b-it", { ...gemma3Long, queryScalar: 168 }),
  constants("qwen3-32b", "Qwen/Qwen3-32B", qwen3),
  constants("llama-2-70b", "meta-llama/Llama-2-70b-hf", llamaLike(10_000)),
  constants("llama-3.1-70b", "meta-llama/Llama-3.1-70B", llama3(8)),
  constants("llama-3.1-405b", "meta-llama/Llama-3.1-405B", llama3(8)),
];

/** For `tiny`, which stands for no published model: the simplest of all. */
export const tinyConstants = llamaLike(10_000);

/** The constants of a family with the sizes of a model. */
export const forwardModelOf = (
  model: Model & Pick<ForwardModel, "window" | "experts">,
  family: Family,
): ForwardModel => {
  const { windowRotaryBase, queryScalar, scalesEmbedding, ...constant } = family;
  const { window, ...sizes } = model;
  return {
    ...sizes,
    ...constant,
    embeddingScale: scalesEmbedding ? Math.sqrt(model.hidden) : 1,
    attentionScale: 1 / Math.sqrt(queryScalar ?? model.headDim),
    ...(window && {
      window: {
        ...window,
        ...(windowRotaryBase !== undefined && { rotaryBase: windowRotaryBase }),
      },
    }),
  };
};
