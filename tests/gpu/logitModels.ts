import type { ForwardModel } from "../../src/domain/forwardModel.ts";

const llama: ForwardModel = {
  id: "llama-like",
  name: "Llama-like",
  hidden: 256,
  layers: 4,
  heads: 8,
  kvHeads: 2,
  headDim: 32,
  feedForward: 512,
  vocabulary: 1024,
  tied: false,
  normEpsilon: 1e-5,
  rotaryBase: 500_000,
  rotaryScaling: {
    kind: "llama3",
    factor: 8,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalContext: 16,
  },
  activation: "silu",
  headNorms: false,
  outputNorms: false,
  embeddingScale: 1,
  attentionScale: 32 ** -0.5,
  biases: "none",
  sinks: false,
};

const { rotaryScaling: _, ...plain } = llama;

/** A key head of its own for each query head, as Llama 2 had. */
const multiHead: ForwardModel = { ...llama, id: "llama-2-like", name: "Llama-2-like", kvHeads: 8 };

/** Norms of heads, a head dimension that is not hidden / heads, and a head tied to the embedding. */
const qwen: ForwardModel = {
  ...plain,
  id: "qwen-like",
  name: "Qwen-like",
  headDim: 64,
  attentionScale: 64 ** -0.5,
  tied: true,
  headNorms: true,
};

/** A mixture of experts with sinks, biases everywhere and a window on every other layer. */
const gptOss: ForwardModel = {
  ...plain,
  id: "gpt-oss-like",
  name: "gpt-oss-like",
  feedForward: 256,
  rotaryBase: 150_000,
  rotaryScaling: {
    kind: "yarn",
    factor: 32,
    fastRotations: 32,
    slowRotations: 1,
    originalContext: 4096,
  },
  activation: "clampedSilu",
  biases: "all",
  sinks: true,
  window: { tokens: 16, period: 2 },
  experts: { count: 8, chosen: 2, feedForward: 256 },
};

/** Norms behind attention and feed-forward, a scaled embedding and windows with a rotary base of their own. */
const gemma: ForwardModel = {
  ...plain,
  id: "gemma-like",
  name: "Gemma-like",
  heads: 8,
  kvHeads: 4,
  tied: true,
  rotaryBase: 1e6,
  rotaryScaling: { kind: "linear", factor: 8 },
  activation: "gelu",
  headNorms: true,
  outputNorms: true,
  embeddingScale: 16,
  window: { tokens: 16, period: 3, rotaryBase: 10_000 },
};

/** Three quarters of a head turned, each pair slowed by a factor of its own. */
const phi: ForwardModel = {
  ...plain,
  id: "phi-like",
  name: "Phi-like",
  tied: true,
  rotaryBase: 10_000,
  rotaryDim: 24,
  rotaryScaling: {
    kind: "longrope",
    factor: 32,
    pairFactors: [1, 1.1, 1.3, 1.6, 2, 2.6, 4, 8, 12, 20, 32, 44],
    originalContext: 4096,
  },
};

/** Models of every kind that is measured, small enough for a processor. */
export const logitModels = { llama, multiHead, qwen, gptOss, gemma, phi } as const;
