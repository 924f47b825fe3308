import type { AdapterKind } from "../../../src/domain/capabilities.ts";
import type { DataType } from "../../../src/domain/dataType.ts";
import type { ForwardModel } from "../../../src/domain/forwardModel.ts";
import { tensorTypes, type TensorTypes } from "../../../src/domain/tensorTypes.ts";
import type { Verification } from "../../../src/domain/result.ts";
import { readBuffer } from "../../../src/gpu/readBuffer.ts";
import type { Variant } from "../../../src/kernels/kernel.ts";
import { compileStep } from "../../../src/measure/step/compileStep.ts";
import { createCaches, type StepCaches } from "../../../src/measure/step/stepCaches.ts";
import { createStep, type StepWork } from "../../../src/measure/step/createStep.ts";
import { createState, createStepBuffers } from "../../../src/measure/step/stepBuffers.ts";
import {
  placeStepWeights,
  stepWeightBytes,
  type StepWeights,
} from "../../../src/measure/step/stepWeights.ts";
import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import { compile } from "../../../src/gpu/compile.ts";
import { RowReader } from "../../../src/measure/weightPlacement.ts";
import { planChunks, type StepTask } from "../../../src/workloads/stepPlan.ts";
import type { MatrixPart, VectorName } from "../../../src/workloads/stepTensors.ts";
import { startForwardPass } from "../../forward/forwardPass.ts";
import {
  layerShapes,
  outerShapes,
  type ForwardWeights,
  type LayerWeights,
} from "../../forward/forwardWeights.ts";
import { attentionById } from "./attention.ts";
import { liveLabels } from "./bufferCensus.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { verdictOf } from "./prove.ts";
import { trialContext } from "./trialContext.ts";

export interface LogitsInput {
  readonly model: ForwardModel;
  readonly dataType: DataType;
  /** One: every token goes through a decode step, and layers with a window keep no more than it. */
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Keys of a split of the context in decode; absent: 16. */
  readonly splitKeys?: number;
  /** Tokens of the prompt that go through the layers at once; absent: all of a short one. */
  readonly chunkTokens?: number;
  /** Of one kernel, by its id. */
  readonly mutation?: Mutation & { readonly kernel: string };
  /** The most that one binding holds, to split weights over several. */
  readonly bufferBytes?: number;
  /** Variants as a GPU takes them; absent: as a processor does. */
  readonly adapterKind?: AdapterKind;
  /** Of the products of a decode step; absent: the default. */
  readonly gemvVariant?: string;
  /** Kernel of the prompt's attention, by its id; absent: the one for the kind of adapter. */
  readonly attention?: string;
}

/** How a step is run. */
type Manner = Pick<
  LogitsInput,
  "mutation" | "adapterKind" | "chunkTokens" | "gemvVariant" | "attention"
>;

export interface LogitsOutcome {
  /** Largest difference of a logit as a share of the largest logit, behind the prompt and each answer token. */
  readonly differences: readonly number[];
  /** Steps whose chosen token is not that of the largest of its logits. */
  readonly wrongChoices: number;
  /** A row of each operation, of the prompt and of a decode step, proved as a run does. */
  readonly proofs: readonly Verification[];
  readonly dispatches: number;
  readonly errors: readonly string[];
  readonly leaked: readonly string[];
}

const tokenOf = ({ vocabulary }: ForwardModel, position: number): number =>
  (position * 7919 + 101) % vocabulary;

const shortSplit = 16;

/** All rows of a part, as the products see them. */
const denseOf = (weights: StepWeights, part: MatrixPart, layer?: number): Float32Array => {
  const { matrix, scale } = weights.matrixOf(part, layer);
  const reader = new RowReader(matrix);
  const values = new Float32Array(matrix.rows * matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    const own = reader.row(row).subarray(0, matrix.columns);
    values.set(
      own.map((value) => scale * value),
      row * matrix.columns,
    );
  }
  return values;
};

const layerParts: Readonly<Partial<Record<keyof LayerWeights, MatrixPart>>> = {
  qkv: "qkv",
  attentionOutput: "attentionOutput",
  gateUp: "gateUp",
  down: "down",
  router: "router",
};

/** Weights as the GPU holds them, for a forward pass that shares no code with it. */
export const forwardWeights = (model: ForwardModel, weights: StepWeights): ForwardWeights => {
  const tensor = (name: string, layer?: number): Float32Array => {
    const part = model.experts
      ? ({ gateUp: "expertUp", down: "expertDown" } as Record<string, MatrixPart>)[name]
      : undefined;
    const own = part ?? layerParts[name as keyof LayerWeights];
    if (own) return denseOf(weights, own, layer);
    if (name === "embedding" || name === "head") return denseOf(weights, name);
    return weights.readVector(name as VectorName, layer)!;
  };
  const all = (names: object, layer?: number) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, tensor(name, layer)]));
  return {
    ...(all(outerShapes({ ...model, tied: false })) as unknown as Omit<ForwardWeights, "layers">),
    layers: Array.from(
      { length: model.layers },
      (_, layer) => all(layerShapes(model), layer) as unknown as LayerWeights,
    ),
  };
};

/** Logits behind the prompt and behind each token of the answer, of the float64 forward pass. */
const expectedLogits = (input: LogitsInput, weights: StepWeights): readonly Float64Array[] => {
  const { model, promptTokens, answerTokens } = input;
  // The head of a tied model has a scale of its own here, to keep logits near 1.
  const untied = { ...model, tied: false };
  const pass = startForwardPass(untied, forwardWeights(model, weights), { cache: "f16" });
  const prompt = Array.from({ length: promptTokens }, (_, i) => tokenOf(model, i));
  const logits = [pass.feed(prompt)];
  for (let i = 0; i < answerTokens; i++) logits.push(pass.feed([tokenOf(model, promptTokens + i)]));
  return logits;
};

/** The reference of a model is the same for each mutant of it. */
const known = new Map<string, readonly Float64Array[]>();

/** The largest difference, as a share of the largest logit. */
export const difference = (actual: Float32Array, expected: Float64Array): number => {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return actual.reduce((most, value, i) => {
    const off = Math.abs(value - expected[i]!);
    return Number.isFinite(off) ? Math.max(most, off / largest) : Infinity;
  }, 0);
};

/** A step, its kernels with a fault where one is asked for. */
export const prepare = async (
  context: GpuContext,
  task: StepTask,
  weights: StepWeights,
  caches: StepCaches,
  { mutation, adapterKind = "software", chunkTokens, gemvVariant, attention }: Manner,
): Promise<{ readonly step: StepWork; readonly logits: GPUBuffer; release(): void }> => {
  const plans = planChunks(task, chunkTokens);
  const plan = plans[0]!;
  const compilation = await compileStep({
    plan,
    adapterKind,
    features: context.gpu.features,
    variantOf: ({ variants }) => variants.find(({ id }) => id === gemvVariant),
    ...(attention !== undefined && {
      attentionOf: () => attentionById(attention, task.model.headDim),
    }),
    compile: (kernel, variant: Variant) =>
      mutation?.kernel === kernel.id
        ? compile(
            context.gpu,
            mutatedSource(variant.source, mutation),
            variant.constants,
            kernel.id,
          )
        : context.pipelines.get(kernel, variant),
  });
  if (compilation.status !== "compiled") throw new Error(compilation.message);
  const positions = { first: 0, count: task.context };
  const buffers = await createStepBuffers(context, plan, task.context, positions);
  if (!buffers) throw new Error("out of memory");
  const { pipelines } = compilation;
  const chunks = plans.map((chunk, index) => ({
    context,
    plan: chunk,
    pipelines,
    weights,
    caches,
    buffers: index === 0 ? buffers : { ...buffers, state: createState(context.gpu, chunk) },
  }));
  const step = createStep(chunks);
  const states = chunks.slice(1).map((chunk) => chunk.buffers.state);
  const release = (): void => {
    step.release();
    context.gpu.release(states);
  };
  return { step, logits: buffers.logits, release };
};

/** Reads a prompt and writes an answer on the GPU, and compares every step's logits with float64. */
export const compareLogits = async (input: LogitsInput): Promise<LogitsOutcome> => {
  const { model, dataType, promptTokens, answerTokens, bufferBytes } = input;
  const { splitKeys = shortSplit } = input;
  const context = await trialContext(bufferBytes);
  const { gpu, arena } = context;
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const types: TensorTypes = tensorTypes(model, dataType);
  await arena.grow(1.2 * stepWeightBytes(model, types) + 2 ** 16);
  const weights = await placeStepWeights(context, model, types);
  const capacity = promptTokens + answerTokens;
  const caches = await createCaches(context, {
    model,
    sequences: 1,
    rowsPerSequence: promptTokens,
    context: capacity,
  });
  if (!weights || !caches) throw new Error("out of memory");
  const key = JSON.stringify([model, dataType, promptTokens, answerTokens, bufferBytes]);
  const expected = known.get(key) ?? expectedLogits(input, weights);
  known.set(key, expected);

  const common = { model, types, sequences: 1 };
  const prefill = await prepare(
    context,
    { ...common, rowsPerSequence: promptTokens, context: promptTokens },
    weights,
    caches,
    input,
  );
  const decode = await prepare(
    context,
    { ...common, rowsPerSequence: 1, context: capacity, splitKeys },
    weights,
    caches,
    input,
  );
  const differences: number[] = [];
  let wrongChoices = 0;
  const inputOf = (position: number) => ({ token: tokenOf(model, position), position });
  const compare = async (
    { step, logits }: typeof prefill,
    inputs: readonly ReturnType<typeof inputOf>[],
  ): Promise<void> => {
    const [chosen] = await step.run(inputs);
    const actual = new Float32Array(await readBuffer(gpu, logits, 0, 4 * model.vocabulary));
    const largest = actual.reduce((most, value) => Math.max(most, value), -Infinity);
    if (chosen !== actual.indexOf(largest)) wrongChoices += 1;
    differences.push(difference(actual, expected[differences.length]!));
  };
  await compare(
    prefill,
    Array.from({ length: promptTokens }, (_, position) => inputOf(position)),
  );
  for (let i = 0; i < answerTokens; i++) await compare(decode, [inputOf(promptTokens + i)]);

  const proofs: Verification[] = [];
  for (const { step } of [prefill, decode]) {
    proofs.push(await verdictOf(step.prove(step.work.workgroupsPerRepetition)));
  }
  await gpu.settleErrors();
  const dispatches = decode.step.dispatchesPerRepetition;
  prefill.release();
  decode.release();
  weights.release();
  caches.release();
  arena.release();
  return {
    differences,
    wrongChoices,
    proofs,
    dispatches,
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().slice(before),
  };
};
