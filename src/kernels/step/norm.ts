import source from "../../../shaders/step-norm.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import type { ReferenceValue } from "../reference.ts";
import { sumTolerance } from "../tolerance.ts";
import { floatBits, none, reducingVariants, type StepKernel } from "./stepKernel.ts";

export interface NormShape {
  readonly rows: number;
  /** Tokens before the first that is normed. */
  readonly firstRow: number;
  readonly columns: number;
  readonly epsilon: number;
  /** Offset of the norm's weights in the buffer of vectors, in f32; likewise the other two. */
  readonly weights: number;
  /** What is added first; absent: nothing, and no sum is written. */
  readonly addend?: { readonly weights?: number; readonly bias?: number };
}

export interface NormSample {
  readonly residual: Float32Array;
  readonly weights: Float32Array;
  readonly epsilon: number;
  readonly addend?: {
    readonly values: Float32Array;
    readonly weights?: Float32Array;
    readonly bias?: Float32Array;
  };
}

const inverseOf = (values: readonly number[], epsilon: number): number =>
  1 / Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length + epsilon);

/** What is added to the residual, with its bias and its own norm. */
const added = ({ addend, epsilon }: NormSample): readonly ReferenceValue[] | undefined => {
  if (!addend) return undefined;
  const { values, weights, bias } = addend;
  const biased = Array.from(values, (value, i) => value + (bias?.[i] ?? 0));
  const factor = weights ? inverseOf(biased, epsilon) : 1;
  return biased.map((value, i) => {
    const own = factor * (weights?.[i] ?? 1);
    const magnitude = Math.abs(own) * (Math.abs(values[i]!) + Math.abs(bias?.[i] ?? 0));
    return { value: own * value, magnitude };
  });
};

/** RMSNorm of a token's row, fused with the addition before it. */
export const norm: StepKernel<NormShape, NormSample> = {
  id: "step-norm",
  bindings: ["residual", "addend", "vectors", "sum", "normed"],
  variants: reducingVariants(source, [256, 64]),
  softwareVariant: "64",
  parameters: ({ firstRow, columns, epsilon, weights, addend }) => {
    const block = (offset: number | undefined): number =>
      offset === undefined ? none : offset / 4;
    return new Uint32Array([
      firstRow,
      columns / 4,
      activationStride(columns) / 4,
      addend ? 1 : 0,
      block(weights),
      block(addend?.weights),
      block(addend?.bias),
      floatBits(epsilon),
    ]);
  },
  workgroups: ({ rows }) => rows,
  work: ({ rows, columns, addend }) => ({
    flops: rows * columns * (addend ? 5 : 4),
    bytes: 4 * columns * (rows * (addend ? 4 : 2) + 1),
  }),
  /** The sums, where something is added, and then the norm of them. */
  reference: (sample) => {
    const addition = added(sample);
    const sums = Array.from(sample.residual, (residual, i) => ({
      value: residual + (addition?.[i]!.value ?? 0),
      magnitude: Math.abs(residual) + (addition?.[i]!.magnitude ?? 0),
    }));
    const factor = inverseOf(
      sums.map(({ value }) => value),
      sample.epsilon,
    );
    const normed = sums.map(({ value, magnitude }, i) => {
      const own = factor * sample.weights[i]!;
      return { value: own * value, magnitude: Math.abs(own) * magnitude };
    });
    return addition ? [...sums, ...normed] : normed;
  },
  tolerance: ({ columns }) => 2 * sumTolerance(columns),
};
