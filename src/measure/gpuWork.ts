import { DispatchEncoder, type Dispatch } from "../gpu/dispatch.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { PassQueue, WitnessRange } from "../gpu/passQueue.ts";
import { poked } from "../gpu/poked.ts";
import type { PassReport, TimedWork } from "./timedWork.ts";

/** Output words behind a pass, and whether they are what the inputs of that moment give. */
export interface Witness {
  readonly range: WitnessRange;
  /** What is wrong with the words, in words; undefined where they are right. */
  verify(words: Uint32Array): string | undefined;
}

export interface WorkPlan {
  /** Distinct repetitions of equal size, run in turn: each has weights of its own. */
  readonly repetitions: readonly (readonly Dispatch[])[];
  /** Changes one input word. */
  change(): void;
  /**
   * Asked once for every pass, of `workgroups`, when it is recorded: about the repetition that ended
   * last. Verified where the pass ends a repetition.
   */
  witness(repetition: number, workgroups: number): Witness;
}

/** Work whose output was wrong: the kernel fails its check, the run goes on. */
export class WitnessError extends Error {}

interface Cursor {
  readonly repetition: number;
  readonly dispatch: number;
  readonly workgroup: number;
}

const start: Cursor = { repetition: 0, dispatch: 0, workgroup: 0 };

/** Dispatches on the GPU as work that can be put on the queue in passes of any size. */
export class GpuWork implements TimedWork {
  readonly workgroupsPerRepetition: number;
  readonly #gpu: GpuDevice;
  readonly #passes: PassQueue;
  readonly #plan: WorkPlan;
  readonly #encoder: DispatchEncoder;
  #cursor = start;

  constructor(gpu: GpuDevice, passes: PassQueue, plan: WorkPlan) {
    this.#gpu = gpu;
    this.#passes = passes;
    this.#plan = plan;
    this.#encoder = new DispatchEncoder(gpu);
    const lengths = plan.repetitions.map((dispatches) =>
      dispatches.reduce((sum, { workgroups }) => sum + workgroups, 0),
    );
    this.workgroupsPerRepetition = lengths[0]!;
    if (lengths.some((length) => length !== this.workgroupsPerRepetition)) {
      throw new RangeError(`repetitions of ${lengths.join(", ")} workgroups are not equal`);
    }
  }

  /** Index of the repetition that the next `startSample()` begins. */
  get upcoming(): number {
    const { repetition, dispatch, workgroup } = this.#cursor;
    return dispatch > 0 || workgroup > 0 ? this.#next(repetition).repetition : repetition;
  }

  startSample(): void {
    this.#cursor = { ...start, repetition: this.upcoming };
    this.#plan.change();
  }

  async submit(workgroups: number): Promise<PassReport> {
    const slices = this.#take(workgroups);
    const { repetition, dispatch, workgroup } = this.#cursor;
    const ended = dispatch === 0 && workgroup === 0;
    const count = this.#plan.repetitions.length;
    const witness = this.#plan.witness((repetition + count - 1) % count, workgroups);
    const mapped = await this.#passes.submit((pass) => {
      for (const slice of slices) this.#encoder.encode(pass, ...slice);
    }, witness.range);
    const wrong = ended ? witness.verify(mapped.witness) : undefined;
    if (wrong) throw new WitnessError(wrong);
    return mapped.timestamps ? { timestamps: mapped.timestamps } : {};
  }

  /** The next `workgroups`, in passes of at most `workgroupsPerPass`; not to be timed. */
  async run(workgroups: number, workgroupsPerPass: number): Promise<void> {
    for (let left = workgroups; left > 0; left -= workgroupsPerPass) {
      await poked(this.#gpu, this.submit(Math.min(left, workgroupsPerPass)));
    }
  }

  /** All of one repetition, in the same way. */
  async runRepetition(workgroupsPerPass: number): Promise<void> {
    this.startSample();
    await this.run(this.workgroupsPerRepetition, workgroupsPerPass);
  }

  poke(): void {
    this.#passes.poke();
  }

  release(): void {
    this.#encoder.release();
  }

  #next(repetition: number): Cursor {
    return { ...start, repetition: (repetition + 1) % this.#plan.repetitions.length };
  }

  /** The ranges of dispatches that make up the next `workgroups`, and moves past them. */
  #take(workgroups: number): readonly (readonly [Dispatch, number, number])[] {
    const slices: (readonly [Dispatch, number, number])[] = [];
    for (let left = workgroups; left > 0;) {
      const { repetition, dispatch: index, workgroup } = this.#cursor;
      const dispatches = this.#plan.repetitions[repetition]!;
      const dispatch = dispatches[index];
      if (!dispatch) throw new Error("the work has no dispatch");
      const size = Math.min(left, dispatch.workgroups - workgroup);
      slices.push([dispatch, workgroup, size]);
      left -= size;
      if (workgroup + size < dispatch.workgroups) {
        this.#cursor = { repetition, dispatch: index, workgroup: workgroup + size };
      } else if (index + 1 < dispatches.length) {
        this.#cursor = { repetition, dispatch: index + 1, workgroup: 0 };
      } else {
        this.#cursor = this.#next(repetition);
      }
    }
    return slices;
  }
}
