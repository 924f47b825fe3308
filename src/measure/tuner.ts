import type { RememberedChoice } from "../domain/options.ts";
import type { TuningRow } from "../domain/result.ts";
import { tuningSubject } from "../domain/tuningSubject.ts";
import type { Seconds } from "../domain/units.ts";

/** A row of this build, which names its kernel. */
export type FoundRow = TuningRow & Required<Pick<TuningRow, "kernel" | "search">>;
export type TuningSubject = Pick<FoundRow, "kernel" | "operation" | "dataType" | "shape">;

const nameOf = ({ kernel, shape }: Pick<TuningSubject, "kernel" | "shape">): string =>
  tuningSubject(kernel, shape);

/** What one run may spend on trying variants, and what it and earlier ones found. */
export class Tuner {
  /** Whether variants are tried at all. */
  readonly isOn: boolean;
  #secondsLeft: Seconds;
  #secondsOfStep: Seconds;
  readonly #remembered: readonly RememberedChoice[];
  readonly #found: FoundRow[] = [];

  /** `seconds` are for the whole run; `remembered` are choices of earlier runs on this device. */
  constructor(seconds: Seconds, remembered: readonly RememberedChoice[] = []) {
    this.isOn = seconds > 0;
    this.#secondsLeft = seconds;
    this.#secondsOfStep = seconds;
    this.#remembered = remembered;
  }

  /** The first of `stepsLeft` steps of the run begins: each may take an equal part of the time left. */
  beginStep(stepsLeft: number): void {
    this.#secondsOfStep = this.#secondsLeft / stepsLeft;
  }

  /** For the contest that comes next. */
  get secondsForNext(): Seconds {
    return Math.max(0, this.#secondsOfStep);
  }

  /** What this run found for the subject, which is measured again where the device drifted. */
  found(subject: TuningSubject): FoundRow | undefined {
    return this.#found.findLast((row) => nameOf(row) === nameOf(subject));
  }

  /** The variant to prove and use instead of searching; undefined where nothing is known. */
  knownVariant(subject: TuningSubject): string | undefined {
    const name = nameOf(subject);
    const remembered = this.#remembered.find((choice) => choice.subject === name);
    return this.found(subject)?.winner ?? remembered?.variant;
  }

  /** What won last for this kernel, at whatever shape. */
  lastWinner(kernel: string): string | undefined {
    return this.#found.findLast((row) => row.kernel === kernel)?.winner;
  }

  /** Variants that won before: for this kernel at other shapes, then for its operation in other types. */
  earlierWinners({ kernel, operation }: TuningSubject): readonly string[] {
    const latest = this.#found.toReversed();
    const own = latest.filter((row) => row.kernel === kernel);
    const kindred = latest.filter((row) => row.operation === operation);
    return [...own, ...kindred].map(({ winner }) => winner);
  }

  record(row: FoundRow): FoundRow {
    this.#found.push(row);
    this.#secondsLeft -= row.secondsSpent;
    this.#secondsOfStep -= row.secondsSpent;
    return row;
  }
}
