import type { RunEvent } from "../domain/events.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import type { Step } from "./scene.ts";

/** From this share on the time that went by says more about the rest than the suite's expectation. */
const trustedFraction = 0.2;

/** Tells how far the story is. */
export class Progress {
  readonly #story: readonly Step[];
  readonly #expectedSeconds: Seconds;
  readonly #emit: (event: RunEvent) => void;
  readonly #began = performance.now();
  #now = "the start";

  constructor(story: readonly Step[], expectedSeconds: Seconds, emit: (event: RunEvent) => void) {
    this.#story = story;
    this.#expectedSeconds = expectedSeconds;
    this.#emit = emit;
  }

  /** What is measured now. */
  get now(): string {
    return this.#now;
  }

  /** Tells of the step that begins with `bytes` of weights on the GPU. */
  begin(index: number, bytes: Bytes): void {
    const step = this.#story[index]!;
    const shareOf = (steps: readonly Step[]): number =>
      steps.reduce((sum, { share }) => sum + share, 0);
    const fraction = shareOf(this.#story.slice(0, index)) / shareOf(this.#story);
    const elapsed = (performance.now() - this.#began) / 1000;
    const whole = fraction > trustedFraction ? elapsed / fraction : this.#expectedSeconds;
    this.#now = step.now;
    this.#emit({
      kind: "progress",
      now: step.now,
      because: step.because,
      fraction,
      secondsLeft: Math.max(0, whole - elapsed),
      bytes,
    });
  }
}
