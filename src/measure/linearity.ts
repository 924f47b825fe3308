import type { AdapterKind } from "../domain/capabilities.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { passLimits, planSample, requiredSampleSeconds, type SamplePlan } from "./passSizes.ts";
import type { Pause } from "./pause.ts";
import { takeBlock } from "./sampleBlock.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { findSpeed } from "./workSpeed.ts";

/** Where t(2n) / t(n) may lie; software adapters share their cores with everything else. */
export const linearityBounds = {
  hardware: { low: 1.94, high: 2.06, rounds: 5 },
  software: { low: 1.7, high: 2.3, rounds: 2 },
} as const satisfies Readonly<
  Record<AdapterKind, { readonly low: number; readonly high: number; readonly rounds: number }>
>;

export const isLinear = (ratio: number, adapterKind: AdapterKind): boolean => {
  const { low, high } = linearityBounds[adapterKind];
  return ratio >= low && ratio <= high;
};

const leastSampleSeconds: Seconds = 0.018;

/** The same passes, each with twice the work. */
const doubled = ({ passes, repetitions }: SamplePlan): SamplePlan => ({
  passes: passes.map((workgroups) => 2 * workgroups),
  repetitions: 2 * repetitions,
});

/**
 * t(2n) / t(n) of the same work, in turns of A B B A: 2 where time is linear in work, about 1 where
 * something answers without working. Undefined where nothing shows on this clock.
 */
export const measureLinearity = async (
  work: TimedWork,
  clock: Clock,
  adapterKind: AdapterKind,
  signal: AbortSignal,
  pause: Pause,
): Promise<number | undefined> => {
  const timing: Timing = { work, clock, signal, pause };
  const speed = await findSpeed(timing, passLimits);
  if (!speed) return undefined;
  const required = requiredSampleSeconds(clock, 0.01, passLimits);
  const single = planSample(
    {
      ...speed,
      workgroupsPerRepetition: work.workgroupsPerRepetition,
      sampleSeconds: Math.max(leastSampleSeconds, required),
    },
    passLimits,
  );
  const double = doubled(single);
  const seconds = { single: [] as Seconds[], double: [] as Seconds[] };
  const take = async (plan: SamplePlan): Promise<void> => {
    const { samples } = await takeBlock(timing, plan, { count: 1 });
    const into = plan === single ? seconds.single : seconds.double;
    into.push(...samples.map((sample) => sample.seconds));
  };
  await takeBlock(timing, single, { count: 1 }); // the GPU may have idled
  for (let round = 0; round < linearityBounds[adapterKind].rounds; round += 1) {
    for (const plan of [single, double, double, single]) await take(plan);
  }
  const once = median(seconds.single);
  const twice = median(seconds.double);
  return once === undefined || twice === undefined ? undefined : twice / once;
};
