import type { DataType } from "./dataType.ts";
import type { ForwardModel } from "./forwardModel.ts";

/** How each kind of tensor is stored. Norms, biases, sinks, routers and activations are f32. */
export interface TensorTypes {
  /** Attention's projections and the dense feed-forward. */
  readonly matrices: DataType;
  readonly experts: DataType;
  /** Of a tied model the head's too. */
  readonly embedding: DataType;
  readonly head: DataType;
  readonly cache: "f16";
}

/**
 * What a model asked for at one data type stores: every matrix as that. At mxfp4 only the experts of a
 * mixture are, and the rest f16, as gpt-oss is published.
 */
export const tensorTypes = ({ experts }: ForwardModel, dataType: DataType): TensorTypes => {
  const others = experts && dataType === "mxfp4" ? "f16" : dataType;
  return {
    matrices: others,
    experts: dataType,
    embedding: others,
    head: others,
    cache: "f16",
  };
};
