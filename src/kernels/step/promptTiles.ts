import { activationStride } from "../matrixLayout.ts";
import type { AttendShape } from "./attend.ts";
import { floatBits, none } from "./stepKernel.ts";

/**
 * How the queries of a prompt are put into tiles: those of one key head, token by token, whatever the number of
 * heads that share it.
 */
export const promptTiles = (shape: AttendShape, queries: number) => {
  const { sequences, rowsPerSequence, heads, kvHeads } = shape;
  const tiles = Math.ceil((rowsPerSequence * heads) / kvHeads / queries);
  return { tiles, workgroups: sequences * kvHeads * tiles };
};

/** A prompt's context is one split: there is nothing to merge. */
export const promptBindings = ["query", "keys", "values", "state", "attended", "vectors"] as const;

/** The uniform block of the kernels that tile so. */
export const promptParameters = (shape: AttendShape, queries: number): Uint32Array =>
  new Uint32Array([
    shape.rowsPerSequence,
    shape.heads,
    shape.kvHeads,
    shape.headDim,
    shape.capacity,
    activationStride(shape.heads * shape.headDim) / 4,
    shape.window ?? 2 ** 31,
    promptTiles(shape, queries).tiles,
    floatBits(shape.scale),
    shape.sinks ?? none,
  ]);
