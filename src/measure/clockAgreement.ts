import type { AdapterKind } from "../domain/capabilities.ts";
import type { Seconds } from "../domain/units.ts";
import { median } from "../statistics/quantile.ts";
import type { Clock } from "./clock.ts";
import { passDuration } from "./passDuration.ts";
import { passLimits, planSample } from "./passSizes.ts";
import { PassStream, type CompletedPass } from "./passStream.ts";
import type { Pause } from "./pause.ts";
import type { TimedWork } from "./timedWork.ts";
import type { Timing } from "./timing.ts";
import { findSpeed } from "./workSpeed.ts";

/** Wall time over timestamps may be this far from 1: what lies between passes is in the wall's. */
const farthestApart = 0.1;

export const clocksAgree = (agreement: number): boolean => Math.abs(agreement - 1) <= farthestApart;

const samplesByKind = { hardware: 5, software: 2 } as const satisfies Record<AdapterKind, number>;
/** Below this the news of completion counts too much. */
const leastSampleSeconds: Seconds = 0.06;

/** Wall seconds / timestamp seconds of passes in a row; undefined where a timestamp is bad. */
const agreementOf = ([before, ...passes]: readonly CompletedPass[]): number | undefined => {
  const durations = passes.map(({ report, submittedAt, completedAt }) =>
    passDuration(report, completedAt - submittedAt),
  );
  const good = durations.flatMap((each) => (each.status === "good" ? [each.seconds] : []));
  const last = passes.at(-1);
  if (!before || !last || good.length < passes.length) return undefined;
  const wall = last.completedAt - before.completedAt;
  const timestamps = good.reduce((sum, each) => sum + each, 0);
  return wall > 0 ? wall / timestamps : undefined;
};

/**
 * Wall seconds / timestamp seconds of the same samples of 50 ms or more. Undefined by a wall clock
 * alone, or where no sample could be believed.
 */
export const measureClockAgreement = async (
  work: TimedWork,
  clock: Clock,
  adapterKind: AdapterKind,
  signal: AbortSignal,
  pause: Pause,
): Promise<number | undefined> => {
  if (clock.kind === "wall") return undefined;
  const timing: Timing = { work, clock, signal, pause };
  const speed = await findSpeed(timing, passLimits);
  if (!speed) return undefined;
  const { workgroupsPerRepetition } = work;
  const plan = planSample(
    { ...speed, workgroupsPerRepetition, sampleSeconds: leastSampleSeconds },
    passLimits,
  );
  const ratios: number[] = [];
  const stream = new PassStream(work, clock, signal);
  for (let sample = 0; sample < samplesByKind[adapterKind]; sample += 1) {
    work.startSample();
    const pending: Promise<CompletedPass>[] = [];
    for (const size of [plan.passes[0] ?? 1, ...plan.passes]) {
      await stream.room();
      pending.push(stream.push(size));
    }
    const ratio = agreementOf(await Promise.all(pending));
    if (ratio !== undefined) ratios.push(ratio);
  }
  return median(ratios);
};
