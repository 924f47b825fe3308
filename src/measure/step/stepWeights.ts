import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { TensorTypes } from "../../domain/tensorTypes.ts";
import type { Bytes } from "../../domain/units.ts";
import { f32Words, hash, regenerate, type WordPattern } from "../../kernels/inputs.ts";
import { weightTypes } from "../../kernels/weightTypes.ts";
import {
  headScale,
  stepMatrices,
  vectorLayout,
  type MatrixPart,
  type StepMatrix,
  type StepVector,
  type VectorName,
} from "../../workloads/stepTensors.ts";
import type { GpuContext } from "../gpuContext.ts";
import { placedBytes, placeMatrices, type WeightMatrix } from "../weightPlacement.ts";

/** A matrix in GPU memory; an output is `scale` times its sum. */
export interface PlacedMatrix extends StepMatrix {
  readonly matrix: WeightMatrix;
}

/** Everything that a model has learned, here pseudo-random, on the GPU. */
export interface StepWeights {
  readonly matrices: readonly PlacedMatrix[];
  /** Norms, biases and sinks. */
  readonly vectors: GPUBuffer;
  matrixOf(part: MatrixPart, layer?: number): PlacedMatrix;
  /** Undefined where the model has no such vector. */
  vectorOf(name: VectorName, layer?: number): StepVector | undefined;
  /** What the GPU holds of a vector, made again; undefined where the model has none. */
  readVector(name: VectorName, layer?: number): Float32Array | undefined;
  release(): void;
}

/** Positive, in [0.5, 1): weights of norms. */
const normPattern: WordPattern = { keep: 0x007fffff, set: 0x3f000000 };
/**
 * ±[1/32, 1/16): biases and sinks, the same for all tokens. As large as what they are added to, tokens would
 * become alike layer by layer and be sent to the same experts: 24 users met 3.75 of 8.
 */
const otherPattern: WordPattern = { keep: 0x807fffff, set: 0x3d000000 };
const seeds = { vectors: 0x5eed, routers: 0x7ab1e } as const;

const isInArena = ({ part }: StepMatrix): boolean => part !== "router";

const bytesOf = ({ rows, columns, dataType }: StepMatrix): Bytes =>
  placedBytes(rows, columns, weightTypes[dataType].format);

/** Rows that do not fill the end of a buffer leave a rest there. */
const shareForRests = 0.01;

/** What a model's matrices take in the arena. */
export const stepWeightBytes = (model: ForwardModel, types: TensorTypes): Bytes =>
  stepMatrices(model, types)
    .filter(isInArena)
    .reduce((sum, matrix) => sum + bytesOf(matrix), 0) *
  (1 + shareForRests);

/** Writes a model's weights; undefined where they do not fit the arena. */
export const placeStepWeights = async (
  { gpu, arena, filler }: GpuContext,
  model: ForwardModel,
  types: TensorTypes,
): Promise<StepWeights | undefined> => {
  const wanted = stepMatrices(model, types);
  const format = ({ dataType }: StepMatrix) => weightTypes[dataType].format;
  const inArena = wanted.filter(isInArena);
  const placed = placeMatrices(
    arena.buffers,
    inArena.map((each) => ({ ...each, format: format(each) })),
    f32Words,
  );
  if (!placed) return undefined;
  // A format without scales is written into every word of the arena: it goes first.
  const later = placed.filter((matrix) => matrix.format.scales);
  await arena.prepare([...placed.filter((matrix) => !matrix.format.scales), ...later]);

  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const layout = vectorLayout(model);
  const vectors = gpu.createBuffer(4 * layout.length, usage, "vectors");
  await filler.fill(vectors, 4 * layout.firstOther, { seed: seeds.vectors, pattern: normPattern });
  if (layout.length > layout.firstOther) {
    const others = { seed: seeds.vectors, pattern: otherPattern };
    await filler.fill(
      vectors,
      4 * (layout.length - layout.firstOther),
      others,
      4 * layout.firstOther,
    );
  }

  const routers = wanted.filter((each) => !isInArena(each));
  const routerBytes = routers.reduce((sum, each) => sum + bytesOf(each), 0);
  const routerBuffers =
    routerBytes > 0
      ? [
          {
            buffer: gpu.createBuffer(routerBytes, usage, "routers"),
            bytes: routerBytes,
            seed: hash(seeds.routers),
          },
        ]
      : [];
  for (const { buffer, bytes, seed } of routerBuffers) {
    await filler.fill(buffer, bytes, { seed, pattern: f32Words.pattern });
  }
  const placedRouters = placeMatrices(routerBuffers, routers, f32Words) ?? [];

  const matrices = wanted.map((each): PlacedMatrix => {
    const list = isInArena(each) ? inArena : routers;
    const matrix = (isInArena(each) ? placed : placedRouters)[list.indexOf(each)];
    if (!matrix) throw new Error(`${each.part} was not placed`);
    return { ...each, matrix };
  });
  const matrixByName = new Map(matrices.map((each) => [`${each.part} ${each.layer}`, each]));
  const vectorByName = new Map(layout.vectors.map((each) => [`${each.name} ${each.layer}`, each]));

  const matrixOf = (part: MatrixPart, layer?: number): PlacedMatrix => {
    const own = matrixByName.get(`${part} ${layer}`);
    if (own) return own;
    const embedding = matrixByName.get("embedding undefined");
    if (part !== "head" || !embedding) throw new Error(`there is no ${part} of layer ${layer}`);
    return { ...embedding, part, scale: headScale(model, types) };
  };
  const vectorOf = (name: VectorName, layer?: number): StepVector | undefined =>
    vectorByName.get(`${name} ${layer}`);
  return {
    matrices,
    vectors,
    matrixOf,
    vectorOf,
    readVector: (name, layer) => {
      const vector = vectorOf(name, layer);
      if (!vector) return undefined;
      const words = new Uint32Array(vector.length);
      const values = new Float32Array(vector.length);
      const pattern = vector.offset < layout.firstOther ? normPattern : otherPattern;
      regenerate(pattern, seeds.vectors, vector.offset, words);
      f32Words.decode(words, values);
      return values;
    },
    release: () => gpu.release([vectors, ...routerBuffers.map(({ buffer }) => buffer)]),
  };
};
