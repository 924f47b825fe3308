import type { Seconds } from "../domain/units.ts";

/** No submit is planned for longer than a tenth of a second: a GPU that is silent this long hangs. */
export const patienceSeconds: Seconds = 15;

const tickSeconds: Seconds = 0.5;

/** A promise that rejects with what `giveUp` makes after a time of waiting, and its end. */
export interface Patience {
  readonly end: Promise<never>;
  stop(): void;
}

/** Counts ticks instead of time: while a page is frozen, in a pocket or a closed laptop, none pass. */
export const patience = (seconds: Seconds, giveUp: () => Error): Patience => {
  let ticks = 0;
  let stop = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks * tickSeconds >= seconds) reject(giveUp());
    }, tickSeconds * 1000);
    stop = () => clearInterval(timer);
  });
  end.catch(() => undefined); // nobody may be waiting any more
  return { end, stop };
};
