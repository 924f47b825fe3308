import subgroupPart from "../../../shaders/attend-subgroup.wgsl?raw";
import workgroupPart from "../../../shaders/attend-workgroup.wgsl?raw";
import body from "../../../shaders/step-attend.wgsl?raw";
import { attentionWork } from "../../domain/attentionWork.ts";
import { composeShader } from "../composeShader.ts";
import type { Variant } from "../kernel.ts";
import { activationStride } from "../matrixLayout.ts";
import { sumTolerance } from "../tolerance.ts";
import { elementTolerance, floatBits, none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface AttendShape {
  readonly sequences: number;
  /** Newest tokens of each sequence, which ask: 1 in decode, the prompt's in prefill. */
  readonly rowsPerSequence: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Positions of a sequence in the cache. */
  readonly capacity: number;
  /** Tokens of a sequence when the step is done. */
  readonly context: number;
  /** Tokens that a query sees, its own among them; absent: all. */
  readonly window?: number;
  readonly scale: number;
  /** Keys of one split of the context. */
  readonly splitKeys: number;
  /** Offset of the learned sinks in the buffer of vectors, in f32, where the model has them. */
  readonly sinks?: number;
}

export interface AttendSample {
  /** One head of one row. */
  readonly query: Float32Array;
  /** Keys and values that it sees, one behind the other. */
  readonly keys: Float32Array;
  readonly values: Float32Array;
  readonly scale: number;
  readonly sink?: number;
}

/** Attention of queries to the keys that they see; a prompt has other tiles than a decode step. */
export type AttendKernel = StepKernel<AttendShape, AttendSample>;

/** Queries of a tile: registers for 8 of them fit every device. */
export const vectorCounts = [8, 4, 2, 1] as const;

const workgroupSize = 64;

const variant = (vectors: number): Variant =>
  plainVariant(
    `${workgroupSize}x${vectors}`,
    composeShader([workgroupPart, body]), // the other way round Firefox 153 ends as it compiles it
    workgroupSize,
    16 * 512 + 4 * workgroupSize * (vectors + 2) + 64,
    { workgroupSize, vectors },
  );

/** Whose scores meet by subgroups, of the size that the driver chooses. */
const bySubgroups = (vectors: number): Variant => ({
  ...variant(vectors),
  id: `subgroups ${workgroupSize}x${vectors}`,
  source: composeShader([subgroupPart, body], ["subgroups"]),
  requires: ["subgroups"],
});

/** Keys that the queries of one tile see together. */
const tileKeys = ({ window, context, rowsPerSequence }: AttendShape, tileTokens: number): number =>
  rowsPerSequence === 1
    ? Math.min(window ?? context, context)
    : Math.min(context, (window ?? context) + tileTokens - 1);

/** How queries are put into tiles of at most `vectors`, and the context into splits. */
export const attendTiles = (shape: AttendShape) => {
  const group = shape.heads / shape.kvHeads;
  const tileHeads = Math.min(group, vectorCounts[0]);
  const tileTokens = Math.min(shape.rowsPerSequence, Math.floor(vectorCounts[0] / tileHeads));
  return {
    tileHeads,
    tileTokens,
    /** Queries of a tile, to the next count that there is a variant for. */
    vectors: vectorCounts.findLast((count) => count >= tileHeads * tileTokens)!,
    splits: Math.max(1, Math.ceil(tileKeys(shape, tileTokens) / shape.splitKeys)),
    workgroups:
      shape.sequences *
      Math.ceil(shape.rowsPerSequence / tileTokens) *
      shape.kvHeads *
      Math.ceil(group / tileHeads),
  };
};

/**
 * Queries against one split of the context each, keys and values fetched once for a group of heads. Where there is
 * one split, `partials` is what attention gives, else what `merge` puts together.
 */
export const attend: AttendKernel = {
  id: "step-attend",
  bindings: ["query", "keys", "values", "state", "partials", "stats", "vectors"],
  variants: [variant(8), variant(4), variant(2), variant(1), ...vectorCounts.map(bySubgroups)],
  softwareVariant: "64x8",
  parameters: (shape) => {
    const { tileHeads, tileTokens, splits } = attendTiles(shape);
    return new Uint32Array([
      shape.rowsPerSequence,
      shape.heads,
      shape.kvHeads,
      shape.headDim,
      shape.capacity,
      activationStride(shape.heads * shape.headDim) / 4,
      shape.window ?? 2 ** 31,
      splits,
      shape.splitKeys,
      tileTokens,
      tileHeads,
      floatBits(shape.scale),
      activationStride(shape.heads * shape.headDim) / 4,
      shape.sinks ?? none,
    ]);
  },
  workgroups: (shape) => attendTiles(shape).workgroups * attendTiles(shape).splits,
  work: (shape) => attentionWork(shape),
  /** Softmax over all keys at once, whatever the splits were. */
  reference: ({ query, keys, values, scale, sink }) => {
    const dim = query.length;
    const count = keys.length / dim;
    const scores = new Float64Array(count);
    for (let key = 0; key < count; key++) {
      let score = 0;
      for (let i = 0; i < dim; i++) score += query[i]! * keys[key * dim + i]!;
      scores[key] = scale * score;
    }
    const largest = scores.reduce((most, score) => Math.max(most, score), sink ?? -Infinity);
    const weights = scores.map((score) => Math.exp(score - largest));
    const sum = weights.reduce(
      (total, weight) => total + weight,
      sink === undefined ? 0 : Math.exp(sink - largest),
    );
    return Array.from({ length: dim }, (_, i) => {
      let value = 0;
      let magnitude = 0;
      for (let key = 0; key < count; key++) {
        const part = (weights[key]! / sum) * values[key * dim + i]!;
        value += part;
        magnitude += Math.abs(part);
      }
      return { value, magnitude };
    });
  },
  // Scores go up to some eight times the values that they are summed of; an error of theirs is the weights'.
  tolerance: ({ context, headDim }) =>
    sumTolerance(context) + 8 * sumTolerance(headDim) + elementTolerance,
};
