import type { Verification } from "../domain/result.ts";
import { activationStride } from "../kernels/matrixLayout.ts";
import type { ChainPlan } from "../workloads/chain.ts";
import { createActivations, wireSteps, type ChainKernels } from "./chainSteps.ts";
import { ChangingInput } from "./changingInput.ts";
import { poison } from "./fill.ts";
import type { GpuContext } from "./gpuContext.ts";
import { GpuWork, type Witness } from "./gpuWork.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { proveChain } from "./proveChain.ts";
import type { WeightMatrix } from "./weightPlacement.ts";

/** Words of the last output that every pass gives back. */
const witnessWords = 4;

/**
 * A model's matrices as one piece of work, each with weights of its own: a repetition is one decode
 * step or one prompt. A word of the last token's input changes with every sample, and the last
 * output's words have to follow.
 */
export const createChainWork = (
  context: GpuContext,
  plan: ChainPlan,
  kernels: ChainKernels,
  matrices: readonly WeightMatrix[],
): PreparedWork => {
  const { gpu, passes, filler, random } = context;
  const input = new ChangingInput(gpu, random, plan.tokens, plan.model.hidden);
  const activations = createActivations(context, plan);
  const steps = wireSteps(
    plan,
    kernels,
    matrices,
    { buffer: input.buffer, width: plan.model.hidden },
    activations,
  );
  const dispatches = steps.flatMap((step) => step.dispatches);
  const last = steps.at(-1)!;
  const lastRow = (last.step.tokens - 1) * activationStride(last.output.width);
  let changes = 0;
  let seen: { readonly changes: number; readonly words: string } | undefined;

  const witness = (): Witness => {
    const now = changes;
    return {
      range: { buffer: last.output.buffer, offset: 4 * lastRow, bytes: 4 * witnessWords },
      verify: (words) => {
        const values = new Float32Array(words.slice().buffer);
        if (!values.every(Number.isFinite)) return "the last output is not a number";
        const before = seen;
        seen = { changes: now, words: words.join() };
        if (before && (before.changes === now) !== (before.words === seen.words)) {
          return before.changes === now
            ? "the last output changed though the input did not"
            : "the last output did not follow the changed input";
        }
        return undefined;
      },
    };
  };

  const change = (): void => {
    changes += 1;
    input.change(plan.tokens - 1);
  };
  const work = new GpuWork(gpu, passes, { repetitions: [dispatches], change, witness });

  /** Every product in turn: its input as the GPU had it, and what it made of it. */
  const prove = async (workgroupsPerPass: number): Promise<Verification> => {
    for (const { buffer } of activations.values()) await filler.fill(buffer, buffer.size, poison);
    work.startSample();
    return proveChain({ context, work, steps, workgroupsPerPass });
  };

  return {
    work,
    dispatchesPerRepetition: dispatches.length,
    prove,
    release: () => {
      work.release();
      gpu.release([input.buffer, ...[...activations.values()].map(({ buffer }) => buffer)]);
    },
  };
};
