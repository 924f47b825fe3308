import type { RunEvent } from "../src/domain/events.ts";
import type { Failure } from "../src/domain/failure.ts";
import type { RunOptions } from "../src/domain/options.ts";
import type { Result } from "../src/domain/result.ts";
import type { Seconds } from "../src/domain/units.ts";
import type { PageDriver, Ran } from "./pageDriver.ts";
import { within } from "./within.ts";

/** What ended the run. */
export type End = "finished" | "timed-out" | "interrupted" | "gone";

/** How a run went; `result` holds what was finished, and is absent where nothing could be had. */
export interface Driven {
  readonly end: End;
  readonly result?: Result;
  readonly failure?: Failure;
}

export interface DriveOptions {
  readonly run: RunOptions;
  readonly timeoutSeconds: Seconds;
  readonly interrupted: AbortSignal;
  /** How long the page may take to hand over what is finished. */
  readonly graceSeconds?: Seconds;
}

/** The submit in flight ends first: at most 3 s on a software adapter, then the document is put together. */
const defaultGraceSeconds = 10;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** What was measured last, for messages about a run that ended badly. */
export const lastStep = (events: readonly RunEvent[]): string | undefined =>
  events.findLast((event) => event.kind === "progress")?.now;

const driven = (end: End, ran: Ran): Driven =>
  ran.status === "result" ? { end, result: ran.result } : { end, failure: ran.failure };

/** Runs to the end, or to the timeout, an interruption or the page's death, whichever comes first. */
export const drive = async (
  driver: PageDriver,
  { run, timeoutSeconds, interrupted, graceSeconds = defaultGraceSeconds }: DriveOptions,
): Promise<Driven> => {
  const running = driver.run(run);
  running.catch(() => undefined); // when the page goes, `gone` tells of it
  const ended = await within(
    Promise.race([
      running.then((ran) => driven("finished", ran)).catch(() => driver.gone.then(toGone)),
      aborted(interrupted).then((): "interrupted" => "interrupted"),
      driver.gone.then(toGone),
    ]),
    timeoutSeconds,
    "timed-out" as const,
  );
  if (typeof ended === "object") return ended;
  driver.cancel().catch(() => undefined);
  const late: Driven = {
    end: ended,
    failure: { code: "worker-silent", message: "the page did not hand over what was finished" },
  };
  return within(
    Promise.race([running.then((ran) => driven(ended, ran)), driver.gone.then(toGone)]),
    graceSeconds,
    late,
  );
};

const toGone = (failure: Failure): Driven => ({ end: "gone", failure });
