import type { DataType } from "../../domain/dataType.ts";
import type { Interval } from "../../domain/interval.ts";
import type { Skipped } from "../../domain/result.ts";
import type { Seconds } from "../../domain/units.ts";
import type { MatrixKernel, Variant } from "../../kernels/kernel.ts";
import { planChunks, type StepTask } from "../../workloads/stepPlan.ts";
import type { Measured, Measuring } from "../measuring.ts";
import { timeProved } from "../timeProved.ts";
import type { LayersTiming } from "../timeWhole.ts";
import { timeWithoutParts, type PartTime } from "./leaveOut.ts";
import { timeAttention, type AttentionTime } from "./timeAttention.ts";
import { matrixAttention } from "./matrixAttention.ts";
import { compileStep, type CompileInput } from "./compileStep.ts";
import { createStep, type StepWork } from "./createStep.ts";
import { roundTripSeconds } from "./roundTrip.ts";
import type { StepParts } from "./stepParts.ts";
import { createState, createStepBuffers } from "./stepBuffers.ts";
import { createCaches } from "./stepCaches.ts";
import { placeStepWeights } from "./stepWeights.ts";

/** Which kernels multiply. */
export interface StepKernelChoice {
  readonly variantOf: (kernel: MatrixKernel) => Variant | undefined;
  readonly gemmOf: NonNullable<CompileInput["gemmOf"]>;
  /** Absent: what suits the device. */
  readonly attentionOf?: NonNullable<CompileInput["attentionOf"]>;
}

/** A step that is ready to run. */
export interface OpenStep {
  readonly status: "open";
  readonly parts: StepParts;
  readonly step: StepWork;
  release(): void;
}

export type OpenedStep =
  | OpenStep
  | { readonly status: "closed"; readonly code: Skipped["code"]; readonly message: string };

const noMemory = (message: string): OpenedStep => ({
  status: "closed",
  code: "out-of-memory",
  message,
});

/** A step with everything it needs on the GPU; the arena has to hold its matrices. */
export const openStep = async (
  { context, adapterKind }: Measuring,
  task: StepTask,
  choice: StepKernelChoice,
): Promise<OpenedStep> => {
  const plans = planChunks(task);
  const plan = plans[0]!;
  const { model, types } = task;
  const compilation = await compileStep({
    plan,
    adapterKind,
    features: context.gpu.features,
    compile: (kernel, variant) => context.pipelines.get(kernel, variant),
    attentionOf: (own) => matrixAttention(context.gpu, own),
    ...choice,
  });
  if (compilation.status !== "compiled") {
    return { status: "closed", code: compilation.status, message: compilation.message };
  }
  const weights = await placeStepWeights(context, model, types);
  if (!weights) return noMemory("The weights do not fit the memory at hand.");
  const caches = await createCaches(context, task);
  if (!caches) {
    weights.release();
    return noMemory("There was no memory for keys and values.");
  }
  const count = task.rowsPerSequence;
  const positions = { first: task.context - count, count };
  const buffers = await createStepBuffers(context, plan, task.context, positions);
  if (!buffers) {
    weights.release();
    caches.release();
    return noMemory("There was no memory for activations.");
  }
  const { pipelines } = compilation;
  const states = plans.slice(1).map((chunk) => createState(context.gpu, chunk));
  const chunks = plans.map((chunk, index) => ({
    context,
    plan: chunk,
    pipelines,
    weights,
    caches,
    buffers: index === 0 ? buffers : { ...buffers, state: states[index - 1]! },
  }));
  const step = createStep(chunks);
  return {
    status: "open",
    parts: chunks.at(-1)!,
    step,
    release: () => {
      step.release();
      context.gpu.release(states);
      weights.release();
      caches.release();
    },
  };
};

/** What else is asked of a step once it is proved and timed. */
export interface StepExtras {
  /** Also how long a token takes that is mapped before the next. */
  readonly roundTripSeconds?: Seconds;
  /** Also what each part takes. */
  readonly partTimes?: readonly PartTime[];
  /** Of a prompt, also its attention alone. */
  readonly attention?: AttentionTime;
}

/** What a step's routing did, where it has any. */
interface StepRouting {
  /** Experts that a layer's tokens met, the mean over layers; absent in a dense model. */
  readonly expertsPerLayer?: number;
}

export type StepTiming =
  | (Extract<LayersTiming, { status: "timed" }> & StepExtras & StepRouting)
  | Exclude<LayersTiming, { status: "timed" }>;

export interface TimeStepInput {
  readonly id: string;
  readonly dataType: DataType;
  readonly task: StepTask;
  readonly choice: StepKernelChoice;
  readonly extras: ReadonlySet<keyof StepExtras>;
}

const extrasOf = async (
  measuring: Measuring,
  opened: OpenStep,
  interval: Interval,
  extras: TimeStepInput["extras"],
): Promise<StepExtras> => {
  const { adapterKind, sampling } = measuring;
  // A token's whole step is one pass here, which must not hold a GPU for long.
  const isShort = adapterKind === "software" || interval.high <= sampling.passLimits.maximumSeconds;
  const position = opened.parts.plan.context - 1;
  const trip = extras.has("roundTripSeconds") && isShort;
  const partTimes = extras.has("partTimes")
    ? await timeWithoutParts(measuring, opened, interval)
    : undefined;
  const attention = extras.has("attention") ? await timeAttention(measuring, opened) : undefined;
  return {
    ...(attention && { attention }),
    ...(trip && { roundTripSeconds: await roundTripSeconds(measuring, opened.step, position) }),
    ...(partTimes && { partTimes }),
  };
};

/** Proves, times and proves again one step. */
export const timeStep = async (
  measuring: Measuring,
  { id, dataType, task, choice, extras }: TimeStepInput,
): Promise<StepTiming> => {
  const skip = (
    code: Skipped["code"],
    message: string,
  ): Extract<Measured<never>, { status: "skipped" }> => ({
    status: "skipped",
    skipped: { id, dataType, code, message },
  });
  const opened = await openStep(measuring, task, choice);
  if (opened.status === "closed") return skip(opened.code, opened.message);
  const { step } = opened;
  try {
    const timed = await timeProved(measuring, id, step);
    switch (timed.status) {
      case "timed": {
        const expertsPerLayer = step.expertsPerLayer();
        return {
          status: "timed",
          interval: timed.outcome.interval,
          verification: timed.verification,
          warnings: timed.warnings,
          dispatches: step.dispatchesPerRepetition,
          ...(expertsPerLayer !== undefined && { expertsPerLayer }),
          ...(await extrasOf(measuring, opened, timed.outcome.interval, extras)),
        };
      }
      case "failed":
        return skip("failed-check", timed.verification.reason ?? "The output was wrong.");
      case "below-resolution":
        return skip("below-resolution", timed.message);
      case "refused":
        return timed.reason === "timestamps-broken"
          ? { status: "timestamps-broken", message: timed.message }
          : skip("takes-too-long", timed.message);
    }
  } finally {
    opened.release();
  }
};
