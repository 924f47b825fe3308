import type { SamplerOptions } from "../../src/domain/sampler.ts";
import type { Seconds } from "../../src/domain/units.ts";
import type { DrivenSampler } from "../pageDriver.ts";
import { guarded, visitLimitSeconds, type Watched } from "./watched.ts";

export type Ready = Extract<DrivenSampler, { status: "ready" }>;

/** Finding variants, filling memory and proving. */
const openLimitSeconds: Seconds = 180;

/** Once more where the timestamps failed their test, as they may on a machine that is busy for a moment. */
const openSampler = async (page: Watched, wanted: SamplerOptions) => {
  const first = await guarded(page, page.driver.sampler(wanted), openLimitSeconds);
  const { clock } = wanted;
  if (clock || first.status !== "ready" || first.opened.environment.timer.selfTest !== "failed") {
    return first;
  }
  await guarded(page, first.close(), visitLimitSeconds);
  return guarded(page, page.driver.sampler(wanted), openLimitSeconds);
};

const isByWall = ({ opened }: Ready): boolean => opened.environment.timer.kind === "wall";

/**
 * The first page's sampler and the second's, alike in all that the first has found. Where the timestamps of
 * one fail their test, as on a busy machine, both go by the wall clock: durations of two clocks do not compare.
 */
export const openAlike = async (there: Watched, here: Watched, wanted: SamplerOptions) => {
  const a = await openSampler(there, wanted);
  if (a.status !== "ready") return { a };
  const alike: SamplerOptions = {
    ...wanted,
    ...(a.opened.model !== undefined && { models: [a.opened.model] }),
    remembered: a.opened.choices,
    sizes: a.opened.sizes,
    ...(isByWall(a) && { clock: "wall" }),
  };
  const b = await openSampler(here, alike);
  if (b.status !== "ready" || isByWall(a) || !isByWall(b)) return { a, b };
  await guarded(there, a.close(), visitLimitSeconds);
  return { a: await openSampler(there, { ...alike, clock: "wall" }), b };
};
