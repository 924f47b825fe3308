import type { TuningRow } from "../domain/result.ts";
import type { Compilation } from "../gpu/compile.ts";
import type { Variant } from "../kernels/kernel.ts";
import { Runner, type Trial } from "./race.ts";
import type { Timing } from "./timing.ts";

export interface Contestant {
  readonly variant: Variant;
  readonly pipeline: GPUComputePipeline;
}

/** A variant with its work, ready to run. */
export interface Entrant<Work> {
  readonly variant: Variant;
  readonly work: Work;
  readonly runner: Runner;
}

export interface Releasable extends Trial {
  release(): void;
}

/** The variants of one contest; their works hold buffers until they are released. */
export class Field<Work extends Releasable> {
  readonly entrants: Entrant<Work>[] = [];
  /** Of the last variant that did not compile. */
  failure: Exclude<Compilation, { status: "compiled" }> | undefined;
  readonly #timing: Omit<Timing, "work">;
  readonly #compile: (variant: Variant) => Promise<Compilation>;
  readonly #prepare: (contestant: Contestant) => Work;
  readonly #leftOut: TuningRow["dropped"][number][] = [];

  constructor(
    timing: Omit<Timing, "work">,
    compile: (variant: Variant) => Promise<Compilation>,
    prepare: (contestant: Contestant) => Work,
  ) {
    this.#timing = timing;
    this.#compile = compile;
    this.#prepare = prepare;
  }

  /** Compiles a variant, behind the one before and never while another is timed. */
  async enter(variant: Variant): Promise<Entrant<Work> | undefined> {
    this.#timing.signal.throwIfAborted();
    const compilation = await this.#compile(variant);
    if (compilation.status !== "compiled") {
      this.failure = compilation;
      this.leaveOut(variant, compilation.message);
      return undefined;
    }
    const work = this.#prepare({ variant, pipeline: compilation.pipeline });
    const entrant = { variant, work, runner: new Runner(work, this.#timing) };
    this.entrants.push(entrant);
    return entrant;
  }

  leaveOut({ id }: Variant, reason: string): void {
    this.#leftOut.push({ variant: id, reason });
  }

  get isEmpty(): boolean {
    return this.entrants.every(({ runner }) => runner.dropped !== undefined);
  }

  releaseAllBut(kept?: Work): void {
    for (const { work } of this.entrants) if (work !== kept) work.release();
  }

  /** What became of `variants`, for the document. */
  record(variants: readonly Variant[]): Pick<TuningRow, "candidates" | "dropped"> {
    const runnerOf = ({ id }: Variant) =>
      this.entrants.find(({ variant }) => variant.id === id)?.runner;
    return {
      candidates: variants.map((variant) => {
        const seconds = runnerOf(variant)?.secondsPerRepetition;
        return { variant: variant.id, ...(seconds !== undefined && { seconds }) };
      }),
      dropped: [
        ...this.#leftOut,
        ...variants.flatMap((variant) => {
          const reason = runnerOf(variant)?.dropped;
          return reason === undefined ? [] : [{ variant: variant.id, reason }];
        }),
      ],
    };
  }
}
