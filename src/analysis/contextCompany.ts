import { bytesPerWeight, type DataType } from "../domain/dataType.ts";
import { headWeights, layerWeights, type Model } from "../domain/model.ts";

const cacheBytesPerElement = 2;

/**
 * Users whose keys and values, kept in 16 bits, are as many bytes as all weights: from here on each
 * further user brings more bytes that nobody shares.
 */
export const usersWhereContextEqualsWeights = (
  model: Model,
  dataType: DataType,
  contextTokens: number,
): number => {
  const weights =
    bytesPerWeight(dataType) * (model.layers * layerWeights(model) + headWeights(model));
  const context =
    contextTokens * model.layers * 2 * model.kvHeads * model.headDim * cacheBytesPerElement;
  return weights / context;
};
