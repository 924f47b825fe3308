import type { KernelMeasurement, TuningRow } from "../domain/result.ts";
import type { Variant } from "../kernels/kernel.ts";
import type { Measuring } from "./measuring.ts";
import type { PreparedWork } from "./preparedWork.ts";
import { race, raceOptions } from "./race.ts";

export type Contest =
  | {
      readonly status: "won";
      readonly variant: Variant;
      readonly work: PreparedWork;
      readonly tuning?: TuningRow;
    }
  | {
      readonly status: "none";
      readonly code: "compile-failed" | "compile-too-slow" | "gpu-error";
      readonly message: string;
    };

export interface Contestant {
  readonly variant: Variant;
  readonly pipeline: GPUComputePipeline;
}

type Subject = Pick<KernelMeasurement, "operation" | "dataType" | "shape">;

/**
 * Compiles each candidate and, where several compile, races them on the work itself. The winner's work
 * is kept, to be proved and timed afresh; the others are released.
 */
export const holdContest = async (
  measuring: Measuring,
  subject: Subject,
  candidates: readonly Variant[],
  compile: (variant: Variant) => ReturnType<Measuring["context"]["pipelines"]["get"]>,
  prepare: (contestant: Contestant) => PreparedWork,
): Promise<Contest> => {
  const began = performance.now();
  const contestants: Contestant[] = [];
  const dropped: { variant: string; reason: string }[] = [];
  let failure: Contest | undefined;
  for (const variant of candidates) {
    measuring.signal.throwIfAborted();
    const compilation = await compile(variant);
    if (compilation.status === "compiled") {
      contestants.push({ variant, pipeline: compilation.pipeline });
    } else {
      dropped.push({ variant: variant.id, reason: compilation.message });
      failure ??= { status: "none", code: compilation.status, message: compilation.message };
    }
  }
  const [first] = contestants;
  if (!first) {
    const message = "No variant fits the limits of this device.";
    return failure ?? { status: "none", code: "compile-failed", message };
  }
  if (contestants.length === 1) {
    return { status: "won", variant: first.variant, work: prepare(first) };
  }
  const works = contestants.map((contestant) => ({ contestant, work: prepare(contestant) }));
  const { clock, signal, pause } = measuring;
  const outcome = await race(
    works.map(({ contestant, work }) => ({ id: contestant.variant.id, work: work.work })),
    clock,
    raceOptions,
    signal,
    pause,
  );
  const winner = works.find(({ contestant }) => contestant.variant.id === outcome.winner);
  for (const each of works) if (each !== winner) each.work.release();
  for (const lane of outcome.lanes) {
    if (lane.dropped !== undefined) dropped.push({ variant: lane.id, reason: lane.dropped });
  }
  if (!winner) {
    const reason = dropped.at(-1)?.reason ?? "no sample could be believed";
    return { status: "none", code: "gpu-error", message: reason };
  }
  const tuning: TuningRow = {
    ...subject,
    candidates: outcome.lanes.map(({ id, secondsPerRepetition }) => ({
      variant: id,
      ...(secondsPerRepetition !== undefined && { seconds: secondsPerRepetition }),
    })),
    winner: winner.contestant.variant.id,
    secondsSpent: (performance.now() - began) / 1000,
    dropped,
  };
  return { status: "won", variant: winner.contestant.variant, work: winner.work, tuning };
};
