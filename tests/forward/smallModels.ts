import type { ForwardModel } from "../../src/domain/forwardModel.ts";

/** Llama 3 scaled down: grouped heads, tied, rotations stretched. */
export const smallDense: ForwardModel = {
  id: "small-dense",
  name: "Small dense",
  hidden: 256,
  layers: 4,
  heads: 8,
  kvHeads: 2,
  headDim: 32,
  feedForward: 512,
  vocabulary: 1024,
  tied: true,
  normEpsilon: 1e-5,
  rotaryBase: 500_000,
  rotaryScaling: {
    kind: "llama3",
    factor: 8,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalContext: 64,
  },
  activation: "silu",
  headNorms: false,
  outputNorms: false,
  embeddingScale: 1,
  attentionScale: 1 / Math.sqrt(32),
  biases: "none",
  sinks: false,
};

/** Gemma 3 scaled down: three layers of four see 8 tokens; norms everywhere. */
export const smallWindow: ForwardModel = {
  ...smallDense,
  id: "small-window",
  name: "Small window",
  normEpsilon: 1e-6,
  rotaryBase: 1_000_000,
  rotaryScaling: { kind: "linear", factor: 8 },
  activation: "gelu",
  headNorms: true,
  outputNorms: true,
  embeddingScale: Math.sqrt(256),
  window: { tokens: 8, period: 4, rotaryBase: 10_000 },
};

/** gpt-oss scaled down: 8 experts of which 2 are chosen, sinks, biases, every other layer with a window. */
export const smallExperts: ForwardModel = {
  ...smallDense,
  id: "small-experts",
  name: "Small experts",
  feedForward: 256,
  tied: false,
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
  window: { tokens: 8, period: 2 },
  experts: { count: 8, chosen: 2, feedForward: 256 },
};

/** Qwen3 scaled down: dense, with norms of each head. */
export const smallHeadNorms: ForwardModel = {
  ...smallDense,
  id: "small-head-norms",
  name: "Small head norms",
  rotaryBase: 1_000_000,
  headNorms: true,
  normEpsilon: 1e-6,
};

/** Phi-4-mini scaled down: three quarters of a head turned, each pair slowed by a factor of its own. */
export const smallPartial: ForwardModel = {
  ...smallDense,
  id: "small-partial",
  name: "Small partial",
  rotaryBase: 10_000,
  rotaryDim: 24,
  rotaryScaling: {
    kind: "longrope",
    factor: 32,
    pairFactors: [1, 1.1, 1.3, 1.6, 2, 2.6, 4, 8, 12, 20, 32, 44],
    originalContext: 4096,
  },
};

/** Whole models of every kind, small enough for float64 on a processor. */
export const smallModels: readonly ForwardModel[] = [
  smallDense,
  smallHeadNorms,
  smallWindow,
  smallExperts,
  smallPartial,
];
