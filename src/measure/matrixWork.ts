import type { MatrixShape } from "../domain/work.ts";
import type { Dispatch } from "../gpu/dispatch.ts";
import { readBuffer } from "../gpu/readBuffer.ts";
import type { MatrixKernel, Variant } from "../kernels/kernel.ts";
import { activationBytes, activationStride, matrixParameters } from "../kernels/matrixLayout.ts";
import { dot, relativeError } from "../kernels/reference.ts";
import { effectiveRows } from "./effectiveRows.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import { MatrixOperands } from "./matrixOperands.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { proveProduct, proveRows } from "./proveMatrix.ts";
import { RowReader, type WeightMatrix } from "./weightPlacement.ts";

interface MatrixCallBuffers {
  readonly pipeline: GPUComputePipeline;
  readonly variant: Variant;
  readonly input: GPUBuffer;
  readonly inputStride: number;
  readonly inputOffset: number;
  readonly output: GPUBuffer;
  readonly scale: number;
}

/** One product of `matrix` as dispatches, one for each binding that holds a part of it. */
export const matrixDispatches = (
  kernel: MatrixKernel,
  shape: MatrixShape,
  matrix: WeightMatrix,
  call: MatrixCallBuffers,
): readonly Dispatch[] =>
  matrix.slices.map(({ source, offset, firstRow, rows }) => ({
    pipeline: call.pipeline,
    buffers: [{ buffer: source.buffer, offset }, { buffer: call.input }, { buffer: call.output }],
    parameters: matrixParameters({
      shape,
      rows: { firstRow, rows },
      format: kernel.weights,
      inputStride: call.inputStride,
      inputOffset: call.inputOffset,
      scale: call.scale,
    }),
    workgroups: kernel.workgroups({ ...shape, n: rows }, call.variant),
  }));

const tileColumnsOf = (kernel: MatrixKernel, shape: MatrixShape, variant: Variant): number =>
  Math.ceil(shape.n / kernel.workgroups({ ...shape, m: 1 }, variant));

/**
 * The matrices whose products take equally many workgroups, the most there are: one that a binding's end
 * splits takes more than its neighbours, and repetitions are timed as equals.
 */
const equallyLong = (
  kernel: MatrixKernel,
  variant: Variant,
  shape: MatrixShape,
  matrices: readonly WeightMatrix[],
): readonly WeightMatrix[] => {
  const lengthOf = ({ slices }: WeightMatrix): number =>
    slices.reduce((sum, { rows }) => sum + kernel.workgroups({ ...shape, n: rows }, variant), 0);
  const asLongAs = (matrix: WeightMatrix): readonly WeightMatrix[] =>
    matrices.filter((each) => lengthOf(each) === lengthOf(matrix));
  return matrices.map(asLongAs).reduce((most, each) => (each.length > most.length ? each : most));
};

/**
 * A GEMV or GEMM that cycles through `matrices`, all of one shape, so that none stays in a cache. With
 * `operands` that others hold too, they take turns.
 */
export const createMatrixWork = (
  context: GpuContext,
  kernel: MatrixKernel,
  pipeline: GPUComputePipeline,
  variant: Variant,
  shape: MatrixShape,
  placed: readonly WeightMatrix[],
  operands = new MatrixOperands(context, shape),
): PreparedWork => {
  const { gpu, passes, filler, random } = context;
  const matrices = equallyLong(kernel, variant, shape, placed);
  const { input, output } = operands.hold();
  const outputStride = activationStride(shape.n);
  const outputBytes = activationBytes(shape.m, shape.n);
  const repetitions = matrices.map((matrix) =>
    matrixDispatches(kernel, shape, matrix, {
      pipeline,
      variant,
      input: input.buffer,
      inputStride: input.stride,
      inputOffset: 0,
      output,
      scale: 1,
    }),
  );
  const readers = matrices.map((matrix) => new RowReader(matrix));
  const tolerance = kernel.tolerance(shape);

  /** One output of the row whose input changed last. */
  const witness = (repetition: number): Witness => {
    const row = Math.floor(input.changed / input.stride);
    const column = random.below(shape.n);
    const weights = readers[repetition]!.row(column);
    const own = input.values.subarray(row * input.stride, (row + 1) * input.stride);
    const multiplied = effectiveRows(kernel, own, input.stride, shape.k);
    const expected = dot(weights, multiplied, shape.k, 1);
    return {
      range: { buffer: output, offset: 4 * (row * outputStride + column), bytes: 4 },
      verify: (words) => {
        const actual = new Float32Array(words.slice().buffer)[0]!;
        const error = relativeError(actual, expected);
        return error !== undefined && error <= tolerance
          ? undefined
          : `output [${row}, ${column}] was ${actual} instead of ${expected.value}`;
      },
    };
  };

  const work = new GpuWork(gpu, passes, { repetitions, change: () => input.change(), witness });
  return {
    work,
    dispatchesPerRepetition: repetitions[0]!.length,
    prove: async (workgroupsPerPass) => {
      const matrix = matrices[work.upcoming]!;
      await filler.fill(output, outputBytes, poison);
      await work.runRepetition(workgroupsPerPass);
      const proof = {
        shape,
        matrix,
        input: effectiveRows(kernel, input.values, input.stride, shape.k),
        inputStride: input.stride,
        output: new Float32Array(await readBuffer(gpu, output, 0, outputBytes)),
        outputStride,
        scale: 1,
        tolerance,
        tileColumns: tileColumnsOf(kernel, shape, variant),
      };
      return kernel.operation === "gemv" ? proveRows(proof, random) : proveProduct(proof, random);
    },
    release: () => {
      work.release();
      operands.release();
    },
  };
};
