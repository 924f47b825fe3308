import type { ForwardModel } from "../domain/forwardModel.ts";
import type { TensorTypes } from "../domain/tensorTypes.ts";
import { expertTileRows } from "./expertTiles.ts";

/** What a step is asked to do: one token of each user, or a prompt. */
export interface StepTask {
  readonly model: ForwardModel;
  readonly types: TensorTypes;
  /** Users in decode, prompts in prefill. */
  readonly sequences: number;
  /** Tokens of each: 1 is a decode step, more are a prompt. */
  readonly rowsPerSequence: number;
  /** Tokens of a sequence when the step is done. */
  readonly context: number;
  /** Keys of a split of the context in decode; absent: as suits the context. */
  readonly splitKeys?: number;
}

/** What the residual takes up before it is normed. */
export interface Addition {
  readonly part: "attention" | "feedForward";
  readonly layer: number;
}

/** One operation of a step, in words that the wiring and the proof understand. */
export type StepOperation =
  | { readonly kind: "embed" }
  | {
      readonly kind: "norm";
      readonly before: "attention" | "feedForward";
      readonly layer: number;
      readonly adds?: Addition;
    }
  | { readonly kind: "finalNorm"; readonly adds: Addition }
  | {
      readonly kind: "product";
      readonly part: "qkv" | "attentionOutput" | "gateUp" | "down" | "router";
      readonly layer: number;
    }
  | { readonly kind: "rotate"; readonly layer: number }
  | { readonly kind: "attend"; readonly layer: number }
  | { readonly kind: "merge"; readonly layer: number }
  /** Gate, up and their activation, in one dispatch where one binding holds both. */
  | { readonly kind: "gated"; readonly layer: number }
  | { readonly kind: "activate"; readonly layer: number }
  | { readonly kind: "route"; readonly layer: number }
  | { readonly kind: "group"; readonly layer: number }
  | { readonly kind: "experts"; readonly direction: "up" | "down"; readonly layer: number }
  | { readonly kind: "meet"; readonly layer: number }
  | { readonly kind: "head" }
  | { readonly kind: "argmax" }
  | { readonly kind: "choose" };

export interface StepPlan extends StepTask {
  /** In order: each needs the ones before it, so that a pass runs them one behind the other. */
  readonly operations: readonly StepOperation[];
  /** Choices of one expert that are multiplied together; undefined: each choice fetches its own. */
  readonly expertTileRows: number | undefined;
}

/** Rows of activations: tokens of all sequences. */
export const stepRows = ({ sequences, rowsPerSequence }: StepTask): number =>
  sequences * rowsPerSequence;

/** Up to so many rows weights are fetched for single tokens; for more by a GEMM, for tiles of tokens. */
export const smallBatchRows = 16;

type TileRows = StepPlan["expertTileRows"];

const feedForwardOf = (
  task: StepTask,
  tileRows: TileRows,
  layer: number,
): readonly StepOperation[] => {
  if (task.model.experts) {
    const isGrouped = tileRows !== undefined;
    return [
      { kind: "product", part: "router", layer },
      { kind: "route", layer },
      ...(isGrouped ? ([{ kind: "group", layer }] as const) : []),
      { kind: "experts", direction: "up", layer },
      { kind: "activate", layer },
      { kind: "experts", direction: "down", layer },
      ...(isGrouped ? ([{ kind: "meet", layer }] as const) : []),
    ];
  }
  // In a prompt one dispatch is nothing, and its products are not those of a decode step.
  const isGated = task.rowsPerSequence === 1 && stepRows(task) <= smallBatchRows;
  return [
    ...(isGated
      ? ([{ kind: "gated", layer }] as const)
      : ([
          { kind: "product", part: "gateUp", layer },
          { kind: "activate", layer },
        ] as const)),
    { kind: "product", part: "down", layer },
  ];
};

const layerOf = (task: StepTask, tileRows: TileRows, layer: number): readonly StepOperation[] => [
  {
    kind: "norm",
    before: "attention",
    layer,
    ...(layer > 0 && { adds: { part: "feedForward" as const, layer: layer - 1 } }),
  },
  { kind: "product", part: "qkv", layer },
  { kind: "rotate", layer },
  { kind: "attend", layer },
  { kind: "merge", layer },
  { kind: "product", part: "attentionOutput", layer },
  { kind: "norm", before: "feedForward", layer, adds: { part: "attention", layer } },
  ...feedForwardOf(task, tileRows, layer),
];

const layersOf = (task: StepTask, tileRows: TileRows): readonly StepOperation[] => [
  { kind: "embed" },
  ...Array.from({ length: task.model.layers }, (_, layer) => layerOf(task, tileRows, layer)).flat(),
];

const wholeStep = (task: StepTask, tileRows: TileRows): StepPlan => {
  const { model } = task;
  return {
    ...task,
    expertTileRows: tileRows,
    operations: [
      ...layersOf(task, tileRows),
      { kind: "finalNorm", adds: { part: "feedForward", layer: model.layers - 1 } },
      { kind: "head" },
      { kind: "argmax" },
      { kind: "choose" },
    ],
  };
};

/** A model's step from its tokens to the next ones: in prefill the head runs for the last token only. */
export const planStep = (task: StepTask): StepPlan =>
  wholeStep(task, expertTileRows(task.model, stepRows(task)));

/** Tokens whose activations are kept at once: enough for any GEMM, and few enough for any binding. */
const longestChunk = 2048;

/**
 * The same for a prompt of any length, chunk by chunk of at most `chunkTokens`: each fills keys and values
 * for the next, and the last goes through the head.
 */
export const planChunks = (task: StepTask, chunkTokens = longestChunk): readonly StepPlan[] => {
  const { rowsPerSequence, context } = task;
  const chunks = Math.ceil(rowsPerSequence / chunkTokens);
  if (chunks <= 1) return [planStep(task)];
  const first = context - rowsPerSequence;
  const size = Math.ceil(rowsPerSequence / chunks);
  // Of the longest for all, so that they share their kernels.
  const tileRows = expertTileRows(task.model, size * task.sequences);
  return Array.from({ length: chunks }, (_, chunk) => {
    const end = Math.min((chunk + 1) * size, rowsPerSequence);
    const own = { ...task, rowsPerSequence: end - chunk * size, context: first + end };
    if (chunk === chunks - 1) return wholeStep(own, tileRows);
    return { ...own, expertTileRows: tileRows, operations: layersOf(own, tileRows) };
  });
};

/** Rows that go through the head. */
export const headRows = ({ sequences, rowsPerSequence }: StepTask): number =>
  rowsPerSequence === 1 ? sequences : 1;

/** How an operation is named where it fails. */
export const operationName = (operation: StepOperation): string => {
  const what = "part" in operation ? operation.part : operation.kind;
  return "layer" in operation ? `${what} of layer ${operation.layer}` : what;
};
