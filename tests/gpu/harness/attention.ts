import type { Verification } from "../../../src/domain/result.ts";
import { compile } from "../../../src/gpu/compile.ts";
import { DispatchEncoder, type Dispatch } from "../../../src/gpu/dispatch.ts";
import { readBuffer } from "../../../src/gpu/readBuffer.ts";
import { activationStride } from "../../../src/kernels/matrixLayout.ts";
import type { Variant } from "../../../src/kernels/kernel.ts";
import { attend, type AttendKernel, type AttendShape } from "../../../src/kernels/step/attend.ts";
import { attendTile, tileVariantFor } from "../../../src/kernels/step/attendTile.ts";
import { decodeHalves } from "../../../src/kernels/step/float16.ts";
import { compareRow, worstOf } from "../../../src/measure/step/compareRow.ts";
import { Random } from "../../../src/measure/random.ts";
import { emulatedAttention } from "../emulation/emulatedAttention.ts";
import { liveLabels } from "./bufferCensus.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { sharedContext } from "./trialContext.ts";

/** One attention of a prompt, with the whole of its output compared. */
export interface AttentionInput {
  /** Id of the kernel. */
  readonly attention: string;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Newest tokens, which ask. */
  readonly rows: number;
  readonly sequences?: number;
  /** Tokens before them, in the cache. */
  readonly earlier?: number;
  readonly window?: number;
  readonly sinks?: boolean;
  /** Scores grow with the position up to so many times what they begin with; absent: 1. */
  readonly growth?: number;
  readonly workgroupsPerPass?: number;
}

export interface AttentionProof {
  readonly verification: Verification;
  /** Share of the outputs that are as they have to be. */
  readonly rightShare: number;
  readonly errors: readonly string[];
  readonly leaked: readonly string[];
}

const variantIn = ({ id, variants }: AttendKernel, headDim: number): Variant =>
  id === attendTile.id
    ? variants.find((variant) => variant.id === tileVariantFor(headDim))!
    : variants[0];

/** The kernel of a prompt's attention that has this id, for heads of so many dimensions. */
export const attentionById = (wanted: string, headDim: number): AttendKernel => {
  const plain = [attend, attendTile].find(({ id }) => id === wanted);
  const found = plain ?? emulatedAttention(wanted, headDim);
  if (!found) throw new Error(`there is no attention ${wanted}`);
  return found;
};

/** f16 of either sign with magnitudes from 2^(exponent-15) to twice that, two to a word. */
const halves = (random: Random, count: number, exponentOf: (index: number) => number) => {
  const words = new Uint32Array(count / 2);
  for (let i = 0; i < words.length; i++) {
    const bits = [2 * i, 2 * i + 1].map(
      (index) => (random.below(2) << 15) | (exponentOf(index) << 10) | random.below(1024),
    );
    words[i] = bits[0]! | (bits[1]! << 16);
  }
  return words;
};

/** Within ±2, in so many steps: an f16 holds each of 2^11. */
const floats = (random: Random, count: number, steps = 2 ** 20): Float32Array<ArrayBuffer> =>
  new Float32Array(count).map(() => 4 * (random.below(steps) / steps) - 2);

const inputsOf = (shape: AttendShape, growth: number) => {
  const { sequences, rowsPerSequence, heads, kvHeads, headDim, capacity } = shape;
  const random = new Random(11);
  const rows = sequences * rowsPerSequence;
  const cached = sequences * kvHeads * capacity * headDim;
  // Keys lie as [head, block of 8, position, 8 dimensions].
  const grown = (index: number): number =>
    Math.floor((Math.log2(growth) * (Math.floor(index / 8) % capacity)) / capacity);
  return {
    rows,
    // Rounding of f16 would be the scores' where they are large: then queries need none.
    query: floats(random, rows * activationStride(heads * headDim), growth > 1 ? 2 ** 11 : 2 ** 20),
    keys: halves(random, cached, (index) => 14 + grown(index)),
    values: halves(random, cached, () => 13 + random.below(3)),
    sinks: floats(random, heads),
    state: new Uint32Array(
      Array.from({ length: rows }, (_, row) => [
        random.below(100),
        shape.context - rowsPerSequence + (row % rowsPerSequence),
      ]).flat(),
    ),
  };
};

type Inputs = ReturnType<typeof inputsOf>;

const compareAll = (
  kernel: AttendKernel,
  shape: AttendShape,
  inputs: Inputs,
  actual: Float32Array,
): Pick<AttentionProof, "verification" | "rightShare"> => {
  const { rowsPerSequence, heads, kvHeads, headDim, capacity, context, window, scale } = shape;
  const keys = decodeHalves(inputs.keys);
  const values = decodeHalves(inputs.values);
  const stride = activationStride(heads * headDim);
  const checks: Verification[] = [];
  for (let row = 0; row < inputs.rows; row++) {
    const position = context - rowsPerSequence + (row % rowsPerSequence);
    const first = Math.max(0, position + 1 - (window ?? Infinity));
    const count = position + 1 - first;
    for (let head = 0; head < heads; head++) {
      const stored =
        Math.floor(row / rowsPerSequence) * kvHeads + Math.floor(head / (heads / kvHeads));
      const seen = new Float32Array(count * headDim);
      for (let i = 0; i < seen.length; i++) {
        const dim = i % headDim;
        const key = first + Math.floor(i / headDim);
        const block = stored * (headDim / 8) + Math.floor(dim / 8);
        seen[i] = keys[8 * (block * capacity + key) + (dim % 8)]!;
      }
      const at = row * stride + head * headDim;
      const from = (stored * capacity + first) * headDim;
      const expected = kernel.reference({
        query: inputs.query.subarray(at, at + headDim),
        keys: seen,
        values: values.subarray(from, from + count * headDim),
        scale,
        ...(shape.sinks !== undefined && { sink: inputs.sinks[head]! }),
      });
      const output = actual.subarray(at, at + headDim);
      const name = `head ${head} of row ${row}`;
      checks.push(compareRow(name, expected, output, kernel.tolerance(shape)));
    }
  }
  const right = checks.filter(({ status }) => status === "passed").length;
  return { verification: worstOf(checks), rightShare: right / checks.length };
};

const shapeOf = (input: AttentionInput): AttendShape => {
  const { sequences = 1, rows, earlier = 0, window, heads, kvHeads, headDim, growth = 1 } = input;
  const context = earlier + rows;
  return {
    sequences,
    rowsPerSequence: rows,
    heads,
    kvHeads,
    headDim,
    capacity: context + 3,
    context,
    ...(window !== undefined && { window }),
    ...(input.sinks && { sinks: 0 }),
    scale: growth > 1 ? 1 : headDim ** -0.5,
    splitKeys: context,
  };
};

/** Runs attention of a prompt as a step does, and compares every output with float64. */
export const proveAttention = async (
  input: AttentionInput,
  mutation?: Mutation,
): Promise<AttentionProof> => {
  const context = await sharedContext();
  const { gpu, passes } = context;
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const kernel = attentionById(input.attention, input.headDim);
  const shape = shapeOf(input);
  const { heads, headDim } = shape;
  const inputs = inputsOf(shape, input.growth ?? 1);
  const variant = variantIn(kernel, headDim);
  const compilation = mutation
    ? await compile(gpu, mutatedSource(variant.source, mutation), variant.constants, kernel.id)
    : await context.pipelines.get(kernel, variant);
  if (compilation.status !== "compiled") throw new Error(compilation.message);

  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const bufferOf = (data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): GPUBuffer => {
    const buffer = gpu.createBuffer(Math.max(16, data.byteLength), usage, "attention");
    gpu.device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  };
  const poisoned = (count: number): GPUBuffer => bufferOf(new Float32Array(count).fill(Number.NaN));
  const query = bufferOf(inputs.query);
  const keys = bufferOf(inputs.keys);
  const values = bufferOf(inputs.values);
  const state = bufferOf(inputs.state);
  const vectors = bufferOf(inputs.sinks);
  const stats = poisoned(2 * inputs.rows * heads);
  const attended = poisoned(inputs.query.length);
  const buffers = { query, keys, values, state, partials: attended, attended, stats, vectors };
  const dispatch: Dispatch = {
    pipeline: compilation.pipeline,
    buffers: kernel.bindings.map((name) => ({ buffer: buffers[name as keyof typeof buffers] })),
    parameters: kernel.parameters(shape),
    workgroups: kernel.workgroups(shape),
  };
  const encoder = new DispatchEncoder(gpu);
  const size = input.workgroupsPerPass ?? dispatch.workgroups;
  for (let first = 0; first < dispatch.workgroups; first += size) {
    const count = Math.min(size, dispatch.workgroups - first);
    const range = { buffer: attended, offset: 0, bytes: 4 };
    await passes.submit((pass) => encoder.encode(pass, dispatch, first, count), range);
  }
  const actual = new Float32Array(await readBuffer(gpu, attended, 0, attended.size));
  const compared = compareAll(kernel, shape, inputs, actual);
  await gpu.settleErrors();
  encoder.release();
  gpu.release([query, keys, values, state, vectors, stats, attended]);
  return {
    ...compared,
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().slice(before),
  };
};
