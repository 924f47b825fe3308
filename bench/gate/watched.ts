import type { SamplesTaken } from "../../src/domain/sampler.ts";
import type { Seconds } from "../../src/domain/units.ts";
import type { GpuPage } from "../gpuPage.ts";
import { within } from "../within.ts";

/** Of one visit: a handful of samples of each metric, on the slowest adapter. */
export const visitLimitSeconds: Seconds = 60;

/** A page that is given up once somebody presses Ctrl-C. */
export type Watched = GpuPage & {
  readonly interruption: Promise<Extract<SamplesTaken, { status: "failed" }>>;
};

export const watched = (page: GpuPage, interrupted: AbortSignal): Watched => ({
  ...page,
  interruption: new Promise((resolve) => {
    const end = (): void =>
      resolve({ status: "failed", failure: { code: "cancelled", message: "interrupted" } });
    if (interrupted.aborted) end();
    else interrupted.addEventListener("abort", end, { once: true });
  }),
});

const silent: Extract<SamplesTaken, { status: "failed" }> = {
  status: "failed",
  failure: { code: "worker-silent", message: "the page did not hand over its samples" },
};

/** What came of the page, of its end, or of an interruption, whichever is first. */
export const guarded = <T>(page: Watched, answer: Promise<T>, limitSeconds: Seconds) =>
  within(
    Promise.race([
      answer.catch((): Extract<SamplesTaken, { status: "failed" }> => silent),
      page.driver.gone.then((failure) => ({ status: "failed" as const, failure })),
      page.interruption,
    ]),
    limitSeconds,
    silent,
  );
