/** The dimensions of a language model that decide its bytes and FLOP. Dense, grouped-query attention. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  /** The head shares the embedding's weights. */
  readonly tied: boolean;
}

/** One weight matrix of a model: `rows` outputs from `columns` inputs. */
export interface Projection {
  readonly part: "qkv" | "attentionOutput" | "gateUp" | "down" | "head";
  readonly rows: number;
  readonly columns: number;
}

/** The weight matrices of one layer in the order in which a token meets them. */
export const layerProjections = (model: Model): readonly Projection[] => {
  const query = model.heads * model.headDim;
  const keyValue = model.kvHeads * model.headDim;
  return [
    { part: "qkv", rows: query + 2 * keyValue, columns: model.hidden },
    { part: "attentionOutput", rows: model.hidden, columns: query },
    { part: "gateUp", rows: 2 * model.feedForward, columns: model.hidden },
    { part: "down", rows: model.hidden, columns: model.feedForward },
  ];
};

export const headProjection = (model: Model): Projection => ({
  part: "head",
  rows: model.vocabulary,
  columns: model.hidden,
});

const weightsOf = (projection: Projection): number => projection.rows * projection.columns;

/** Weights of one layer's matrices; norms and biases are left out: under 0.03% of a model. */
export const layerWeights = (model: Model): number =>
  layerProjections(model).reduce((sum, projection) => sum + weightsOf(projection), 0);

export const headWeights = (model: Model): number => weightsOf(headProjection(model));
