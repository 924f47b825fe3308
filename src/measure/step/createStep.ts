import type { Verification } from "../../domain/result.ts";
import { DispatchEncoder } from "../../gpu/dispatch.ts";
import { headRows, stepRows, type StepOperation } from "../../workloads/stepPlan.ts";
import { poison } from "../fill.ts";
import { GpuWork, type Witness } from "../gpuWork.ts";
import type { PreparedWork } from "../preparedWork.ts";
import { worstOf } from "./compareRow.ts";
import { expertsMet } from "./expertsMet.ts";
import type { StepParts } from "./stepParts.ts";
import { wireStep } from "./wireStep.ts";

/** Token and position of a row. */
export interface StepInput {
  readonly token: number;
  readonly position: number;
}

/** A whole step of a model as one piece of work: a repetition goes from tokens to the next ones. */
export interface StepWork extends PreparedWork {
  /** Runs these very tokens through, in one pass, and gives the next token of each row of logits. */
  run(inputs: readonly StepInput[]): Promise<readonly number[]>;
  /** Experts that a layer's tokens met when the step was proved last, the mean; undefined in a dense model. */
  expertsPerLayer(): number | undefined;
  /** The same step without some operations, on the same buffers: what it gives is stale, its time is not. */
  without(isLeftOut: (operation: StepOperation) => boolean): GpuWork;
}

/** Words of the logits that every pass gives back. */
const witnessWords = 4;

/** Random tokens at the end of a context that is full but for them. */
const randomInputs = ({ context, plan }: StepParts): readonly StepInput[] =>
  Array.from({ length: stepRows(plan) }, (_, row) => ({
    token: context.random.below(plan.model.vocabulary),
    position: plan.context - plan.rowsPerSequence + (row % plan.rowsPerSequence),
  }));

/**
 * A model's step with weights, caches and activations of its own, of a long prompt chunk by chunk. A token
 * changes with every sample, and the logits have to follow.
 */
export const createStep = (chunks: readonly StepParts[]): StepWork => {
  const parts = chunks.at(-1)!; // which alone goes through the head
  const { context, plan, buffers } = parts;
  const { gpu, passes, filler, random } = context;
  const wired = chunks.flatMap((chunk) => {
    const operations = wireStep(chunk);
    return chunk.plan.operations.map((planned, i) => ({ chunk, planned, ...operations[i]! }));
  });
  const dispatches = wired.flatMap((operation) => operation.dispatches);

  const write = (state: GPUBuffer, first: number, told: readonly StepInput[]): void => {
    const words = new Uint32Array(told.flatMap(({ token, position }) => [token, position]));
    gpu.device.queue.writeBuffer(state, 8 * first, words);
  };
  for (const chunk of chunks) write(chunk.buffers.state, 0, randomInputs(chunk));
  let inputs = randomInputs(parts); // of the last chunk
  write(buffers.state, 0, inputs);

  // In prefill the head runs for the last token, in decode for every user's: the last row has logits in both.
  const changed = stepRows(plan) - 1;
  const logitsStride = buffers.logits.size / headRows(plan);
  let changes = 0;
  let seen: { readonly changes: number; readonly words: string } | undefined;
  const change = (): void => {
    changes += 1;
    const before = inputs[changed]!;
    const { vocabulary } = plan.model;
    const token = (before.token + 1 + random.below(vocabulary - 1)) % vocabulary;
    inputs = inputs.with(changed, { ...before, token });
    write(buffers.state, changed, [inputs[changed]!]);
  };
  const witness = (): Witness => {
    const now = changes;
    return {
      range: {
        buffer: buffers.logits,
        offset: logitsStride * (headRows(plan) - 1),
        bytes: 4 * witnessWords,
      },
      verify: (words) => {
        const values = new Float32Array(words.slice().buffer);
        if (!values.every(Number.isFinite)) return "a logit is not a number";
        const before = seen;
        seen = { changes: now, words: words.join() };
        if (before && (before.changes === now) !== (before.words === seen.words)) {
          return before.changes === now
            ? "the logits changed though the token did not"
            : "the logits did not follow the changed token";
        }
        return undefined;
      },
    };
  };
  /** Bytes that are mapped, and so were there, and say nothing. */
  const unverified = (): Witness => ({
    range: { buffer: buffers.chosen, offset: 0, bytes: 4 },
    verify: () => undefined,
  });
  const encoder = new DispatchEncoder(gpu);
  const work = new GpuWork(gpu, passes, { repetitions: [dispatches], change, witness });

  let met: readonly number[] = [];
  /** Every operation in turn: its input as the GPU had it, and what it made of it. */
  const prove = async (workgroupsPerPass: number): Promise<Verification> => {
    for (const buffer of buffers.activations) await filler.fill(buffer, buffer.size, poison);
    seen = undefined; // poison is no answer to compare with
    work.startSample();
    const checks: Verification[] = [];
    met = [];
    for (const operation of wired) {
      const workgroups = operation.dispatches.reduce((sum, each) => sum + each.workgroups, 0);
      await work.run(workgroups, workgroupsPerPass);
      if (operation.planned.kind === "route") met = [...met, await expertsMet(operation.chunk)];
      if (operation.check) checks.push(await operation.check());
      if (checks.at(-1)?.status === "failed") break;
    }
    return worstOf(checks);
  };

  return {
    work,
    dispatchesPerRepetition: dispatches.length,
    prove,
    run: async (told) => {
      let first = 0;
      for (const chunk of chunks) {
        inputs = told.slice(first, first + stepRows(chunk.plan));
        write(chunk.buffers.state, 0, inputs);
        first += inputs.length;
      }
      seen = undefined;
      const chosen = { buffer: buffers.chosen, offset: 0, bytes: 4 * headRows(plan) };
      const { witness: tokens } = await passes.submit((pass) => {
        for (const dispatch of dispatches) encoder.encode(pass, dispatch);
      }, chosen);
      return Array.from(tokens);
    },
    expertsPerLayer: () =>
      met.length > 0 ? met.reduce((sum, each) => sum + each, 0) / met.length : undefined,
    without: (isLeftOut) => {
      const left = wired.filter(({ planned }) => !isLeftOut(planned));
      const repetition = left.flatMap((operation) => operation.dispatches);
      return new GpuWork(gpu, passes, { repetitions: [repetition], change, witness: unverified });
    },
    release: () => {
      work.release();
      encoder.release();
      buffers.release();
    },
  };
};
