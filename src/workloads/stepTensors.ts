import type { DataType } from "../domain/dataType.ts";
import { hasWindow, type ForwardModel } from "../domain/forwardModel.ts";
import { headProjection, layerProjections, type Projection } from "../domain/model.ts";
import type { TensorTypes } from "../domain/tensorTypes.ts";
import { weightTypes } from "../kernels/weightTypes.ts";

export type MatrixPart = Projection["part"] | "embedding" | "router" | "expertUp" | "expertDown";

/** One matrix of a step; all experts of a layer are one, expert after expert. */
export interface StepMatrix {
  readonly part: MatrixPart;
  /** Undefined outside of the layers. */
  readonly layer: number | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly dataType: DataType;
  /** A power of two that keeps outputs near what goes in: weights are random with root mean square r. */
  readonly scale: number;
}

const scaleOf = (dataType: DataType, columns: number): number => {
  const growth = Math.log2(weightTypes[dataType].format.rootMeanSquare) + Math.log2(columns) / 2;
  return 2 ** -Math.round(growth);
};

const matrix = (
  part: MatrixPart,
  layer: number | undefined,
  rows: number,
  columns: number,
  dataType: DataType,
): StepMatrix => ({ part, layer, rows, columns, dataType, scale: scaleOf(dataType, columns) });

const layerMatrices = (
  model: ForwardModel,
  types: TensorTypes,
  layer: number,
): readonly StepMatrix[] => {
  const { hidden, experts } = model;
  const dense = layerProjections(model).map(({ part, rows, columns }) =>
    matrix(part, layer, rows, columns, types.matrices),
  );
  if (!experts) return dense;
  const { count, feedForward } = experts;
  return [
    ...dense.filter(({ part }) => part === "qkv" || part === "attentionOutput"),
    matrix("router", layer, count, hidden, "f32"),
    matrix("expertUp", layer, count * 2 * feedForward, hidden, types.experts),
    matrix("expertDown", layer, count * hidden, feedForward, types.experts),
  ];
};

/** Every matrix of a model in the order in which a token meets them; a tied head is the embedding. */
export const stepMatrices = (model: ForwardModel, types: TensorTypes): readonly StepMatrix[] => {
  const { rows, columns } = headProjection(model);
  return [
    // An embedding's row is looked up, not summed: its own scale takes back its root mean square.
    {
      ...matrix("embedding", undefined, rows, columns, types.embedding),
      scale: scaleOf(types.embedding, 1),
    },
    ...Array.from({ length: model.layers }, (_, layer) =>
      layerMatrices(model, types, layer),
    ).flat(),
    ...(model.tied ? [] : [matrix("head", undefined, rows, columns, types.head)]),
  ];
};

/** The head's scale, which is the embedding's own where the two are tied but for the sum over columns. */
export const headScale = (model: ForwardModel, types: TensorTypes): number =>
  scaleOf(model.tied ? types.embedding : types.head, model.hidden);

export type NormName =
  | "attentionNorm"
  | "feedForwardNorm"
  | "attentionOutputNorm"
  | "feedForwardOutputNorm"
  | "queryNorm"
  | "keyNorm"
  | "finalNorm";
export type OtherVectorName =
  "qkvBias" | "attentionOutputBias" | "routerBias" | "gateUpBias" | "downBias" | "sinks";
export type VectorName = NormName | OtherVectorName;

export interface StepVector {
  readonly name: VectorName;
  readonly layer: number | undefined;
  /** In f32, within one buffer. */
  readonly offset: number;
  readonly length: number;
}

export interface VectorLayout {
  readonly vectors: readonly StepVector[];
  /** Before it stand weights of norms, positive; behind it biases and sinks, of either sign. */
  readonly firstOther: number;
  readonly length: number;
}

type Lengths = Readonly<Partial<Record<VectorName, number>>>;

const normsOf = ({ hidden, headDim, headNorms, outputNorms }: ForwardModel): Lengths => ({
  attentionNorm: hidden,
  feedForwardNorm: hidden,
  ...(outputNorms && { attentionOutputNorm: hidden, feedForwardOutputNorm: hidden }),
  ...(headNorms && { queryNorm: headDim, keyNorm: headDim }),
});

const othersOf = (model: ForwardModel): Lengths => {
  const { hidden, heads, kvHeads, headDim, biases, sinks, experts } = model;
  return {
    ...(biases !== "none" && { qkvBias: (heads + 2 * kvHeads) * headDim }),
    ...(biases === "all" && { attentionOutputBias: hidden }),
    ...(biases === "all" &&
      experts && {
        routerBias: experts.count,
        gateUpBias: experts.count * 2 * experts.feedForward,
        downBias: experts.count * hidden,
      }),
    ...(sinks && { sinks: heads }),
  };
};

/** Where the norms, biases and sinks of a model stand in their buffer, each at a multiple of four. */
export const vectorLayout = (model: ForwardModel): VectorLayout => {
  const vectors: StepVector[] = [];
  let offset = 0;
  const add = (lengths: Lengths, layer: number | undefined): void => {
    for (const [name, length] of Object.entries(lengths) as [VectorName, number][]) {
      vectors.push({ name, layer, offset, length });
      offset += Math.ceil(length / 4) * 4;
    }
  };
  for (let layer = 0; layer < model.layers; layer++) add(normsOf(model), layer);
  add({ finalNorm: model.hidden }, undefined);
  const firstOther = offset;
  for (let layer = 0; layer < model.layers; layer++) add(othersOf(model), layer);
  return { vectors, firstOther, length: offset };
};

/** Tokens that a query of the layer sees; undefined: all. */
export const layerWindow = (model: ForwardModel, layer: number): number | undefined =>
  hasWindow(model, layer) ? model.window?.tokens : undefined;
