import type { ForwardModel } from "../../src/domain/forwardModel.ts";

export type Numbers = Float32Array | Float64Array;

/**
 * Weights of one layer. Matrices are row-major, a row for each output. Optional tensors are there where
 * the model has them: `headNorms`, `sinks`, `biases`, `outputNorms`, `experts`.
 */
export interface LayerWeights {
  /** [hidden] */
  readonly attentionNorm: Numbers;
  /** [(heads + 2·kvHeads)·headDim, hidden]: rows of all query heads, then key heads, then value heads. */
  readonly qkv: Numbers;
  readonly qkvBias?: Numbers;
  /** [headDim], one for all query heads. */
  readonly queryNorm?: Numbers;
  /** [headDim], one for all key heads. */
  readonly keyNorm?: Numbers;
  /** [heads] */
  readonly sinks?: Numbers;
  /** [hidden, heads·headDim] */
  readonly attentionOutput: Numbers;
  readonly attentionOutputBias?: Numbers;
  /** [hidden] */
  readonly attentionOutputNorm?: Numbers;
  /** [hidden] */
  readonly feedForwardNorm: Numbers;
  /** [2·feedForward, hidden]: gate rows, then up rows. With experts [count, 2·feedForward, hidden]. */
  readonly gateUp: Numbers;
  /** [count, 2·feedForward] */
  readonly gateUpBias?: Numbers;
  /** [hidden, feedForward]. With experts [count, hidden, feedForward]. */
  readonly down: Numbers;
  /** [count, hidden] */
  readonly downBias?: Numbers;
  /** [count, hidden] */
  readonly router?: Numbers;
  /** [count] */
  readonly routerBias?: Numbers;
  /** [hidden] */
  readonly feedForwardOutputNorm?: Numbers;
}

/** All weights of a model. Norms multiply as they stand (Gemma's files hold them less 1). */
export interface ForwardWeights {
  /** [vocabulary, hidden] */
  readonly embedding: Numbers;
  readonly layers: readonly LayerWeights[];
  /** [hidden] */
  readonly finalNorm: Numbers;
  /** [vocabulary, hidden]; absent where it is tied to the embedding. */
  readonly head?: Numbers;
}

export type Shapes<T> = Readonly<Partial<Record<keyof T, readonly number[]>>>;

/** Shapes of the tensors that each layer of a model has, and of no other. */
export const layerShapes = (model: ForwardModel): Shapes<LayerWeights> => {
  const { hidden, heads, kvHeads, headDim, experts } = model;
  const qkv = (heads + 2 * kvHeads) * headDim;
  const all = model.biases === "all";
  const feedForward = experts?.feedForward ?? model.feedForward;
  const each = experts ? [experts.count] : [];
  return {
    attentionNorm: [hidden],
    qkv: [qkv, hidden],
    ...(model.biases !== "none" && { qkvBias: [qkv] }),
    ...(model.headNorms && { queryNorm: [headDim], keyNorm: [headDim] }),
    ...(model.sinks && { sinks: [heads] }),
    attentionOutput: [hidden, heads * headDim],
    ...(all && { attentionOutputBias: [hidden] }),
    ...(model.outputNorms && { attentionOutputNorm: [hidden], feedForwardOutputNorm: [hidden] }),
    feedForwardNorm: [hidden],
    gateUp: [...each, 2 * feedForward, hidden],
    down: [...each, hidden, feedForward],
    ...(experts && { router: [experts.count, hidden] }),
    ...(experts &&
      all && {
        routerBias: [experts.count],
        gateUpBias: [experts.count, 2 * feedForward],
        downBias: [experts.count, hidden],
      }),
  };
};

/** Shapes of the tensors outside of the layers. */
export const outerShapes = ({
  vocabulary,
  hidden,
  tied,
}: ForwardModel): Shapes<Omit<ForwardWeights, "layers">> => ({
  embedding: [vocabulary, hidden],
  finalNorm: [hidden],
  ...(!tied && { head: [vocabulary, hidden] }),
});

const check = <T extends object>(where: string, tensors: T, shapes: Shapes<T>): void => {
  const names = new Set([...Object.keys(tensors), ...Object.keys(shapes)]) as Set<keyof T & string>;
  for (const name of names) {
    const values: unknown = tensors[name];
    const shape = shapes[name];
    if (values === undefined && !shape) continue;
    if (!shape) throw new Error(`${where}${name}: this model has none`);
    const length = shape.reduce((product, side) => product * side, 1);
    const given = values instanceof Float32Array || values instanceof Float64Array;
    if (!given) throw new Error(`${where}${name}: missing`);
    if (values.length !== length) {
      throw new Error(`${where}${name}: ${values.length} values instead of [${shape.join(", ")}]`);
    }
  }
};

/** Throws where a tensor is missing, too many, or of another size than the model says. */
export const checkWeights = (model: ForwardModel, { layers, ...outer }: ForwardWeights): void => {
  check("", outer, outerShapes(model));
  if (layers.length !== model.layers) {
    throw new Error(`layers: ${layers.length} instead of ${model.layers}`);
  }
  const shapes = layerShapes(model);
  for (const [index, layer] of layers.entries()) check(`layers[${index}].`, layer, shapes);
};
