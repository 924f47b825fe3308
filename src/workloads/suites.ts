import { dataTypes, type DataType } from "../domain/dataType.ts";
import type { SuiteName } from "../domain/options.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import { geometric } from "./curvePlan.ts";

/** Users at once through one layer. */
export interface BatchSweepPlan {
  /** Absent types are left out, unless they are asked for. */
  readonly dataTypes: readonly DataType[];
  /** Users, rising. */
  readonly batches: readonly number[];
  /** Users for whom a repetition would be longer than this are left out. */
  readonly longestSeconds: Seconds;
}

/** At which sizes whole steps of models are measured. */
export interface StepSizes {
  /** Tokens that the newest one sees, itself among them; rising. */
  readonly contexts: readonly number[];
  /** Users at once, at each of the contexts. */
  readonly batches: readonly number[];
  readonly prompts: readonly number[];
  /** Whether the matrices are measured alone as well; where a whole step cannot be, they always are. */
  readonly weightsAlone: boolean;
  /** Whether it is told where a step's time goes, at the first context, and how fast prompts' attention is. */
  readonly breakdown: boolean;
  /** Tokens of a prompt and of its answer that one user waits for. */
  readonly waits: readonly { readonly promptTokens: number; readonly answerTokens: number }[];
}

const onlyOne = { batches: [1], weightsAlone: false, breakdown: false, waits: [] };

/** What a suite measures and how large; sizes that depend on the device are in `memoryPlan.ts`. */
export interface SuitePlan {
  readonly name: SuiteName;
  /** Results of different versions are not compared. */
  readonly version: string;
  readonly seed: number;
  /** Fixed, where the run has no time to fill more; else from the cache's size. */
  readonly workingSetBytes?: Bytes;
  /** Working sets by which the cache is found, before anything else. */
  readonly sweepBytes: readonly Bytes[];
  /** A set that is read once more than what kernels cycle through, to find what memory itself allows. */
  readonly largestReadBytes?: Bytes;
  /** Whether the fastest product of the first type is measured at twice the usual side as well. */
  readonly largerProduct?: true;
  /** The smallest working set of the curve that goes on past the cache; absent: no curve. */
  readonly curveFromBytes?: Bytes;
  /** Ids of kernels that are proved and not timed, unless they are asked for by name. */
  readonly provedOnly: readonly string[];
  /** Whether small-batch kernels are measured by themselves; absent: they are not. */
  readonly smallBatch?: "proved" | "timed";
  /** A model whose matrices are measured one by one; absent: none are. */
  readonly layerShapesOf?: string;
  /** Absent: users at once are not measured. */
  readonly batchSweep?: BatchSweepPlan;
  /** Models by preference; the first `modelCount` that the device can stand for are measured. */
  readonly models: readonly string[];
  readonly modelCount: number;
  readonly steps: StepSizes;
  /** A decode step or a prompt longer than this is measured at fewer layers. */
  readonly longestRepetitionSeconds: Seconds;
  /** What the whole takes on the device it is made for. */
  readonly expectedSeconds: Seconds;
}

const MB = 1e6;
const batches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

const largestFirst = [
  "llama-3.1-8b",
  "llama-3.2-3b",
  "llama-3.2-1b",
  "qwen3-0.6b",
  "smollm2-360m",
  "tiny",
];

export const suites: Readonly<Record<SuiteName, SuitePlan>> = {
  smoke: {
    name: "smoke",
    version: "1",
    seed: 1,
    workingSetBytes: 64 * MB,
    sweepBytes: [MB, 4 * MB, 16 * MB, 32 * MB, 64 * MB],
    provedOnly: [
      "gemm-int8",
      "gemm-int4",
      "gemm-mxfp4",
      "gemm-dot4-int8",
      "gemv-dot4-int8",
      "gemv-dot4-int4",
      "gemm-matrix-int8",
      "gemm-matrix-int4",
      "gemm-matrix-mxfp4",
      "gemm-matrix-i8-int8",
    ],
    smallBatch: "proved",
    models: ["tiny"],
    modelCount: 1,
    steps: { ...onlyOne, contexts: [64], prompts: [16] },
    longestRepetitionSeconds: 1,
    expectedSeconds: 20,
  },
  quick: {
    name: "quick",
    version: "1",
    seed: 1,
    sweepBytes: geometric(MB, 256 * MB, 1),
    provedOnly: [],
    batchSweep: { dataTypes: ["f16", "int4"], batches, longestSeconds: 0.3 },
    models: largestFirst,
    modelCount: 1,
    steps: { ...onlyOne, contexts: [512], prompts: [512] },
    longestRepetitionSeconds: 0.3,
    expectedSeconds: 40,
  },
  full: {
    name: "full",
    version: "1",
    seed: 1,
    sweepBytes: geometric(MB, 256 * MB, 1),
    provedOnly: [],
    largestReadBytes: 4 * 2 ** 30,
    largerProduct: true,
    curveFromBytes: 64 * 1024,
    smallBatch: "timed",
    layerShapesOf: "llama-3.1-8b",
    batchSweep: { dataTypes, batches, longestSeconds: 0.3 },
    models: ["tiny", "qwen3-0.6b", "llama-3.2-1b", "llama-3.1-8b"],
    modelCount: 4,
    steps: {
      contexts: [512, 4096, 32_768, 131_072],
      batches: [1, 4, 16, 64],
      prompts: [128, 512, 2048, 8192],
      weightsAlone: true,
      breakdown: true,
      waits: [
        { promptTokens: 512, answerTokens: 128 },
        { promptTokens: 4096, answerTokens: 512 },
        { promptTokens: 32_768, answerTokens: 1024 },
      ],
    },
    longestRepetitionSeconds: 2,
    expectedSeconds: 700,
  },
};
