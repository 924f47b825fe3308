import type { AdapterKind } from "../domain/capabilities.ts";
import type { CanaryReading } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import { untilVisible, type Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { warmUp } from "./warmUp.ts";
import { findSpeed } from "./workSpeed.ts";

/** More than this off the first reading is drift. */
const driftAbove = 0.05;

export const hasDrifted = ({ relative }: Pick<CanaryReading, "relative">): boolean =>
  Math.abs(relative - 1) > driftAbove;

/**
 * What to do after a group of measurements, by the canaries read behind it: measure the group again,
 * once, then warn. Software adapters swing that much always: there it only warns.
 */
export const afterGroup = (
  readings: readonly Pick<CanaryReading, "relative">[],
  { adapterKind, reruns }: { readonly adapterKind: AdapterKind; readonly reruns: number },
): "go-on" | "rerun" | "warn" => {
  if (!readings.some(hasDrifted)) return "go-on";
  return adapterKind === "software" || reruns > 0 ? "warn" : "rerun";
};

const leastSampleSeconds: Seconds = 0.015;
const maximumQuantisation = 0.01;
const warmUpOptions = { warmUpSeconds: 0.5, warmUpTolerance: 0.01 };
/** The first is thrown away: the GPU may have idled. */
const samplesPerReading = 4;

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

  /**
   * The rate as a share of the first reading's, which is 1. Undefined where no timestamp could be
   * believed or where nothing shows on this clock.
   */
  async read(
    atSeconds: Seconds,
    signal: AbortSignal,
    pause: Pause,
  ): Promise<CanaryReading | undefined> {
    const timing: Timing = { work: this.#work, clock: this.#clock, signal, pause };
    this.#plan ??= await this.#prepare(timing);
    if (!this.#plan) return undefined;
    for (;;) {
      await untilVisible(pause, signal);
      const block = await takeBlock(timing, this.#plan, { count: samplesPerReading });
      if (block.interrupted) continue;
      const warm = block.samples.slice(1).map((sample) => sample.secondsPerRepetition);
      const seconds = median(warm);
      if (seconds === undefined) return undefined;
      this.#reference ??= seconds;
      return { kind: this.#kind, atSeconds, relative: this.#reference / seconds };
    }
  }

  /** Plans a reading and warms the device up: against a first reading of a GPU that idled all would drift. */
  async #prepare(timing: Timing): Promise<SamplePlan | undefined> {
    const speed = await findSpeed(timing, passLimits);
    if (!speed) return undefined;
    const required = requiredSampleSeconds(this.#clock, maximumQuantisation, passLimits);
    const plan = planSample(
      {
        ...speed,
        workgroupsPerRepetition: this.#work.workgroupsPerRepetition,
        sampleSeconds: Math.max(leastSampleSeconds, required),
      },
      passLimits,
    );
    await warmUp(timing, plan, { spentSeconds: 0 }, warmUpOptions);
    return plan;
  }
}
