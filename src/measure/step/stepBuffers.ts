import type { Bytes } from "../../domain/units.ts";
import { activationBytes } from "../../kernels/matrixLayout.ts";
import { argmaxPieces } from "../../kernels/step/argmax.ts";
import { attendTiles } from "../../kernels/step/attend.ts";
import { mostTiles } from "../../kernels/step/group.ts";
import { rotationsOf } from "../../workloads/rotations.ts";
import { headRows, stepRows, type StepPlan } from "../../workloads/stepPlan.ts";
import type { GpuDevice } from "../../gpu/gpuDevice.ts";
import type { GpuContext } from "../gpuContext.ts";
import { attendShape } from "./attendShape.ts";
import { groupShape } from "./groupShape.ts";

export const activationNames = [
  "residual",
  "otherResidual",
  "normed",
  "qkv",
  "query",
  "partials",
  "stats",
  "attended",
  "projected",
  "gateUp",
  "activated",
  "routed",
  "choices",
  "order",
  "tiles",
  "answers",
  "logits",
  "best",
  "chosen",
] as const;
export type ActivationName = (typeof activationNames)[number];

/** What one step writes, and what it is told: tokens, positions and rotations. */
export interface StepBuffers extends Readonly<Record<ActivationName, GPUBuffer>> {
  /** Token and position of each row. */
  readonly state: GPUBuffer;
  readonly rotations: Readonly<Record<"own" | "window", GPUBuffer>>;
  /** Of the tables of rotations. */
  readonly firstPosition: number;
  readonly activations: readonly GPUBuffer[];
  release(): void;
}

/** Of what a model or a step does not have, so that there is something to bind. */
const leastBytes = 16;

/** Bytes of every activation. */
export const activationSizes = (
  plan: StepPlan,
  capacity: number,
): Readonly<Record<ActivationName, Bytes>> => {
  const { model } = plan;
  const { hidden, heads, kvHeads, headDim, vocabulary, experts } = model;
  const rows = stepRows(plan);
  const outputs = headRows(plan);
  const choices = rows * (experts?.chosen ?? 1);
  const groups = groupShape(plan);
  const feedForward = experts?.feedForward ?? model.feedForward;
  const splits = Math.max(
    ...(model.layers > 0
      ? Array.from(
          { length: model.layers },
          (_, layer) => attendTiles(attendShape(plan, layer, capacity)).splits,
        )
      : [1]),
  );
  return {
    residual: activationBytes(rows, hidden),
    otherResidual: activationBytes(rows, hidden),
    normed: activationBytes(rows, hidden),
    qkv: activationBytes(rows, (heads + 2 * kvHeads) * headDim),
    query: activationBytes(rows, heads * headDim),
    partials: 4 * rows * heads * splits * headDim,
    stats: 8 * rows * heads * splits,
    attended: activationBytes(rows, heads * headDim),
    projected: activationBytes(rows, hidden),
    gateUp: activationBytes(choices, 2 * feedForward),
    activated: activationBytes(choices, feedForward),
    routed: activationBytes(rows, experts?.count ?? 1),
    choices: 8 * choices,
    order: groups ? 8 * choices : leastBytes,
    tiles: groups ? 16 * mostTiles(groups) : leastBytes,
    answers: groups ? activationBytes(choices, hidden) : leastBytes,
    logits: activationBytes(outputs, vocabulary),
    best: 8 * outputs * argmaxPieces({ rows: outputs, columns: vocabulary }),
    chosen: Math.max(leastBytes, 4 * outputs),
  };
};

const written = (): GPUBufferUsageFlags =>
  GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;

/** Room for the token and position of each row. */
export const createState = (gpu: GpuDevice, plan: StepPlan): GPUBuffer =>
  gpu.createBuffer(8 * stepRows(plan), written(), "state");

/** Buffers of one step; undefined where the device has no memory for them. `positions` are rotated for. */
export const createStepBuffers = async (
  { gpu }: GpuContext,
  plan: StepPlan,
  capacity: number,
  positions: { readonly first: number; readonly count: number },
): Promise<StepBuffers | undefined> => {
  const sizes = activationSizes(plan, capacity);
  const made: GPUBuffer[] = [];
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const named: Partial<Record<ActivationName, GPUBuffer>> = {};
  for (const name of activationNames) {
    const isBindable = sizes[name] <= gpu.limits.maxStorageBufferBindingSize;
    const buffer = isBindable ? await gpu.allocate(sizes[name], usage, name) : undefined;
    if (!buffer) {
      gpu.release(made);
      return undefined;
    }
    made.push(buffer);
    named[name] = buffer;
  }
  const activations = [...made];
  const tableOf = (table: "own" | "window"): GPUBuffer => {
    const values = rotationsOf(plan.model, table, positions.first, positions.count);
    const buffer = gpu.createBuffer(values.byteLength, written(), "rotations");
    gpu.device.queue.writeBuffer(buffer, 0, values);
    made.push(buffer);
    return buffer;
  };
  const own = tableOf("own");
  const window = plan.model.window?.rotaryBase === undefined ? own : tableOf("window");
  const state = createState(gpu, plan);
  made.push(state);
  return {
    ...(named as Record<ActivationName, GPUBuffer>),
    state,
    rotations: { own, window },
    firstPosition: positions.first,
    activations,
    release: () => gpu.release(made),
  };
};
