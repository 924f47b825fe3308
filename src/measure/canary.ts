import type { AdapterKind } from "../domain/capabilities.ts";
import type { CanaryReading } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { climbLadder } from "./ladder.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import type { Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";

/** More than this off the first reading is drift. */
const driftAbove = 0.05;

export const hasDrifted = ({ relative }: Pick<CanaryReading, "relative">): boolean =>
  Math.abs(relative - 1) > driftAbove;

/** What to do after a group of measurements, by the canaries read behind it. */
export const afterGroup = (
  readings: readonly Pick<CanaryReading, "relative">[],
  { adapterKind, reruns }: { readonly adapterKind: AdapterKind; readonly reruns: number },
): "go-on" | "rerun" | "warn" => {
  if (!readings.some(hasDrifted)) return "go-on";
  return adapterKind === "software" || reruns > 0 ? "warn" : "rerun";
};

/** A small work of known size, timed again and again to see whether the device's speed has changed. */
export class Canary {
  readonly #kind: CanaryReading["kind"];
  readonly #work: TimedWork;
  readonly #clock: Clock;
  #plan: SamplePlan | undefined;
  #reference: Seconds | undefined;

  constructor(kind: CanaryReading["kind"], work: TimedWork, clock: Clock) {
    this.#kind = kind;
    this.#work = work;
    this.#clock = clock;
  }

  /** Undefined where the reading was disturbed; the first one is the reference, 1. */
  async read(
    atSeconds: Seconds,
    signal: AbortSignal,
    pause: Pause,
  ): Promise<CanaryReading | undefined> {
    this.#plan ??= await this.#findPlan(signal);
    if (!this.#plan) return undefined;
    const block = await takeBlock(this.#work, this.#clock, this.#plan, { count: 4 }, signal, pause);
    const seconds = median(block.samples.slice(1).map((taken) => taken.secondsPerRepetition));
    if (block.interrupted || seconds === undefined) return undefined;
    this.#reference ??= seconds;
    return { kind: this.#kind, atSeconds, relative: this.#reference / seconds };
  }

  async #findPlan(signal: AbortSignal): Promise<SamplePlan | undefined> {
    const speed = await climbLadder(this.#work, this.#clock, signal);
    if (speed.status !== "found") return undefined;
    return planSample(
      {
        workgroupsPerRepetition: this.#work.workgroupsPerRepetition,
        secondsPerRepetition: speed.secondsPerRepetition,
        sampleSeconds: Math.max(0.015, requiredSampleSeconds(this.#clock, 0.03, passLimits)),
      },
      passLimits,
    );
  }
}
