import source from "../../../shaders/step-rotate.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import { sumTolerance } from "../tolerance.ts";
import { floatBits, none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface RotateShape {
  readonly rows: number;
  /** 1 where each row is a user's token, all rows where they are one prompt. */
  readonly rowsPerSequence: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Values of a head that are turned. */
  readonly rotaryDim: number;
  /** Positions of a sequence in the cache. */
  readonly capacity: number;
  /** Of the table of rotations. */
  readonly firstPosition: number;
  readonly epsilon: number;
  /** Offsets in the buffer of vectors, in f32, where the model has them. */
  readonly queryWeights?: number;
  readonly keyWeights?: number;
  readonly bias?: number;
}

export interface RotateSample {
  /** One head of one row of qkv. */
  readonly head: Float32Array;
  readonly bias?: Float32Array;
  readonly weights?: Float32Array;
  readonly epsilon: number;
  /** Cosine and sine of each pair, of the first values of the head; absent for a value, which is not turned. */
  readonly rotations?: Float32Array;
}

const f16Rounding = 2 ** -10;
/** Below it f16 has steps of their own size, or a device takes zero: 2^-14 off, which this much makes right. */
const leastMagnitude = 2 ** -14 / f16Rounding;

/** Splits, norms and rotates query and key, and writes key and value into the cache. */
export const rotate: StepKernel<RotateShape, RotateSample> = {
  id: "step-rotate",
  bindings: ["qkv", "vectors", "rotations", "state", "query", "keys", "values"],
  variants: [plainVariant("64", source, 64, 4 * (256 + 64))],
  softwareVariant: "64",
  parameters: (shape) => {
    const { heads, kvHeads, headDim } = shape;
    return new Uint32Array([
      shape.rowsPerSequence,
      heads,
      kvHeads,
      headDim,
      shape.rotaryDim / 2,
      shape.capacity,
      activationStride((heads + 2 * kvHeads) * headDim),
      activationStride(heads * headDim),
      shape.firstPosition,
      shape.queryWeights ?? none,
      shape.keyWeights ?? none,
      shape.bias ?? none,
      floatBits(shape.epsilon),
    ]);
  },
  workgroups: ({ rows, heads, kvHeads }) => rows * (heads + 2 * kvHeads),
  work: ({ rows, heads, kvHeads, headDim }) => ({
    flops: 3 * rows * (heads + kvHeads) * headDim,
    bytes: rows * headDim * (4 * (heads + 2 * kvHeads) + 4 * heads + 2 * 2 * kvHeads),
  }),
  reference: ({ head, bias, weights, epsilon, rotations }) => {
    const biased = Array.from(head, (value, i) => value + (bias?.[i] ?? 0));
    const squares = biased.reduce((sum, value) => sum + value ** 2, 0);
    const factor = weights ? 1 / Math.sqrt(squares / head.length + epsilon) : 1;
    const values = biased.map((value, i) => factor * (weights?.[i] ?? 1) * value);
    const magnitudes = biased.map((_, i) => {
      const own = Math.abs(head[i]!) + Math.abs(bias?.[i] ?? 0);
      return Math.max(factor * Math.abs(weights?.[i] ?? 1) * own, leastMagnitude);
    });
    if (!rotations) return values.map((value, i) => ({ value, magnitude: magnitudes[i]! }));
    const pairs = rotations.length / 2;
    return values.map((value, i) => {
      if (i >= 2 * pairs) return { value, magnitude: magnitudes[i]! };
      const pair = i % pairs;
      const cosine = rotations[2 * pair]!;
      const sine = (i < pairs ? -1 : 1) * rotations[2 * pair + 1]!;
      const other = i < pairs ? i + pairs : pair;
      return {
        value: value * cosine + values[other]! * sine,
        magnitude: magnitudes[i]! * Math.abs(cosine) + magnitudes[other]! * Math.abs(sine),
      };
    });
  },
  tolerance: ({ headDim }) => f16Rounding + sumTolerance(headDim),
};
