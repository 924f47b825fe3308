import source from "../../../shaders/step-merge.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import { attend, type AttendSample } from "./attend.ts";
import { none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface MergeShape {
  readonly rows: number;
  readonly heads: number;
  readonly headDim: number;
  readonly splits: number;
  /** Offset of the learned sinks in the buffer of vectors, in f32, where the model has them. */
  readonly sinks?: number;
  readonly context: number;
}

/** Puts the splits of the context together; proved as attention whole. */
export const merge: StepKernel<MergeShape, AttendSample> = {
  id: "step-merge",
  bindings: ["partials", "stats", "vectors", "attended"],
  variants: [plainVariant("64", source, 64, 0)],
  softwareVariant: "64",
  parameters: ({ heads, headDim, splits, sinks }) =>
    new Uint32Array([
      heads,
      headDim / 4,
      splits,
      activationStride(heads * headDim) / 4,
      sinks ?? none,
    ]),
  workgroups: ({ rows, heads }) => rows * heads,
  work: ({ rows, heads, headDim, splits }) => ({
    flops: 2 * rows * heads * headDim * splits,
    bytes: 4 * rows * heads * (headDim * (splits + 1) + 2 * splits),
  }),
  reference: attend.reference,
  tolerance: ({ context, headDim, heads, rows }) =>
    attend.tolerance({
      sequences: rows,
      rowsPerSequence: 1,
      heads,
      kvHeads: heads,
      headDim,
      capacity: context,
      context,
      scale: 1,
      splitKeys: context,
    }),
};
