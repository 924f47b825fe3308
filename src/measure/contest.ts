import type { TuningRow } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import type { Compilation } from "../gpu/compile.ts";
import type { Variant } from "../kernels/kernel.ts";
import { tunerRules } from "../workloads/tunerSpace.ts";
import { Field, type Contestant, type Entrant, type Releasable } from "./field.ts";
import type { Measuring } from "./measuring.ts";
import { race } from "./race.ts";
import type { FoundRow, Tuner, TuningSubject } from "./tuner.ts";

export type Contest<Work> =
  | {
      readonly status: "won";
      readonly variant: Variant;
      readonly work: Work;
      /** Undefined where there was nothing to choose from, or the suite tries nothing. */
      readonly tuning?: TuningRow;
    }
  | {
      readonly status: "none";
      readonly code: Exclude<Compilation["status"], "compiled">;
      readonly message: string;
    };

interface Choice<Work> {
  /** Undefined where no variant compiles. */
  readonly entrant: Entrant<Work> | undefined;
  readonly tuning?: TuningRow;
}

/**
 * Chooses the variant to measure: what an earlier contest found, if its output is still right, else the
 * winner of a race within the tuner's time, else the default, which is the first of `candidates`. The
 * winner's work is kept, to be proved and timed afresh; the others' are released.
 */
export const holdContest = async <Work extends Releasable>(
  { clock, signal, pause, tuner }: Pick<Measuring, "clock" | "signal" | "pause" | "tuner">,
  subject: TuningSubject,
  candidates: readonly Variant[],
  compile: (variant: Variant) => Promise<Compilation>,
  prepare: (contestant: Contestant) => Work,
): Promise<Contest<Work>> => {
  const field = new Field<Work>({ clock, signal, pause }, compile, prepare);
  try {
    const { entrant, tuning } =
      tuner.isOn && candidates.length > 1
        ? await tune(field, tuner, subject, candidates, clock.wall.now)
        : { entrant: await firstThatCompiles(field, candidates) };
    if (!entrant) {
      const { status = "compile-failed", message = "No variant fits the limits of this device." } =
        field.failure ?? {};
      return { status: "none", code: status, message };
    }
    const { variant, work } = entrant;
    field.releaseAllBut(work);
    return { status: "won", variant, work, ...(tuning && { tuning }) };
  } catch (thrown) {
    field.releaseAllBut();
    throw thrown;
  }
};

const firstThatCompiles = async <Work extends Releasable>(
  field: Field<Work>,
  candidates: readonly Variant[],
): Promise<Entrant<Work> | undefined> => {
  for (const variant of candidates) {
    const entrant = await field.enter(variant);
    if (entrant) return entrant;
  }
  return undefined;
};

/** The default, then what won before: time may be over before all were tried. */
const likeliestFirst = (
  candidates: readonly Variant[],
  earlierWinners: readonly string[],
): readonly Variant[] => {
  const order = [candidates[0]?.id, ...earlierWinners];
  const rank = ({ id }: Variant): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return candidates.toSorted((a, b) => rank(a) - rank(b));
};

const noTime = "no time was left to try it";

const tune = async <Work extends Releasable>(
  field: Field<Work>,
  tuner: Tuner,
  subject: TuningSubject,
  candidates: readonly Variant[],
  now: () => Seconds,
): Promise<Choice<Work>> => {
  const began = now();
  const seconds = tuner.secondsForNext;
  const isOver = (share = 1): boolean => now() - began >= share * seconds;
  const rowOf = (
    { variant }: Entrant<Work>,
    search: FoundRow["search"],
    tried = candidates,
  ): FoundRow => ({
    ...subject,
    ...field.record(tried),
    winner: variant.id,
    search,
    secondsSpent: now() - began,
  });

  const known = candidates.find(({ id }) => id === tuner.knownVariant(subject));
  if (known) {
    const entrant = await field.enter(known);
    await entrant?.runner.prepare();
    if (entrant && (await entrant.runner.prove())) {
      const found = tuner.found(subject);
      const named = candidates.filter((each) => each === known || each === candidates[0]);
      return { entrant, tuning: found ?? tuner.record(rowOf(entrant, "remembered", named)) };
    }
  }
  const untried: Variant[] = [];
  for (const variant of likeliestFirst(candidates, tuner.earlierWinners(subject))) {
    if (variant === known) continue;
    if (!field.isEmpty && isOver(tunerRules.shareForEntry)) {
      untried.push(variant);
      continue;
    }
    const entrant = await field.enter(variant);
    if (!isOver()) await entrant?.runner.prepare();
  }
  for (const variant of untried) field.leaveOut(variant, noTime);
  const fastest = await race(
    field.entrants.map(({ runner }) => runner),
    isOver,
  );
  const entrant = field.entrants.find(({ runner }) => runner === fastest) ?? field.entrants[0];
  if (!entrant) return { entrant };
  const search = untried.length > 0 || isOver() ? "out-of-time" : "finished";
  return { entrant, tuning: tuner.record(rowOf(entrant, search)) };
};
