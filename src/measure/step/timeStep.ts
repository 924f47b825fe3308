import type { DataType } from "../../domain/dataType.ts";
import type { Skipped } from "../../domain/result.ts";
import type { Seconds } from "../../domain/units.ts";
import type { MatrixKernel, Variant } from "../../kernels/kernel.ts";
import { planStep, type StepTask } from "../../workloads/stepPlan.ts";
import type { Measured, Measuring } from "../measuring.ts";
import { timeProved } from "../timeProved.ts";
import type { LayersTiming } from "../timeWhole.ts";
import { compileStep, type CompileInput } from "./compileStep.ts";
import { createStep, type StepWork } from "./createStep.ts";
import { roundTripSeconds } from "./roundTrip.ts";
import { createStepBuffers } from "./stepBuffers.ts";
import { createCaches } from "./stepCaches.ts";
import { placeStepWeights } from "./stepWeights.ts";

/** Which kernels multiply. */
export interface StepKernelChoice {
  readonly variantOf: (kernel: MatrixKernel) => Variant | undefined;
  readonly gemmOf: NonNullable<CompileInput["gemmOf"]>;
}

export type OpenedStep =
  | { readonly status: "open"; readonly step: StepWork; release(): void }
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
  const plan = planStep(task);
  const { model, types, sequences } = task;
  const compilation = await compileStep({
    plan,
    adapterKind,
    compile: (kernel, variant) => context.pipelines.get(kernel, variant),
    ...choice,
  });
  if (compilation.status !== "compiled") {
    return { status: "closed", code: compilation.status, message: compilation.message };
  }
  const weights = await placeStepWeights(context, model, types);
  if (!weights) return noMemory("The weights do not fit the memory at hand.");
  const caches = await createCaches(context, model, sequences, task.context);
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
  const step = createStep({ context, plan, pipelines, weights, caches, buffers });
  return {
    status: "open",
    step,
    release: () => {
      step.release();
      weights.release();
      caches.release();
    },
  };
};

export type StepTiming =
  | (Extract<LayersTiming, { status: "timed" }> & { readonly roundTripSeconds?: Seconds })
  | Exclude<LayersTiming, { status: "timed" }>;

export interface TimeStepInput {
  readonly id: string;
  readonly dataType: DataType;
  readonly task: StepTask;
  readonly choice: StepKernelChoice;
  /** Also how long a token takes that is mapped before the next. */
  readonly roundTrip: boolean;
}

/** Proves, times and proves again one step. */
export const timeStep = async (
  measuring: Measuring,
  { id, dataType, task, choice, roundTrip }: TimeStepInput,
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
      case "timed":
        return {
          status: "timed",
          interval: timed.outcome.interval,
          verification: timed.verification,
          warnings: timed.warnings,
          dispatches: step.dispatchesPerRepetition,
          ...(roundTrip && {
            roundTripSeconds: await roundTripSeconds(measuring, step, task.context - 1),
          }),
        };
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
