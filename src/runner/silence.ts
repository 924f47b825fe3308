import type { Seconds } from "../domain/units.ts";

const tickSeconds: Seconds = 1;

/** Watches a thread that owes an answer. */
export interface SilenceWatch {
  /** The thread owes an answer until the returned function is called. */
  owe(): () => void;
  /** The thread said something. */
  heard(): void;
  stop(): void;
}

/**
 * Calls `onSilent` once when an answer is owed and nothing was heard for `limitSeconds`. A tick counts
 * for two seconds at most: while the machine sleeps or the tab is frozen, the page hears nothing because
 * it does not listen, and that is no fault of the thread.
 */
export const watchSilence = (limitSeconds: Seconds, onSilent: () => void): SilenceWatch => {
  let owed = 0;
  let silentSeconds = 0;
  let lastTick = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const tick = (): void => {
    const now = performance.now();
    silentSeconds += Math.min((now - lastTick) / 1000, 2 * tickSeconds);
    lastTick = now;
    if (silentSeconds < limitSeconds) return;
    stop();
    onSilent();
  };

  return {
    owe: () => {
      owed += 1;
      if (owed === 1) {
        silentSeconds = 0;
        lastTick = performance.now();
        timer = setInterval(tick, tickSeconds * 1000);
      }
      let settled = false;
      return () => {
        if (settled) return;
        settled = true;
        owed -= 1;
        if (owed === 0) stop();
      };
    },
    heard: () => {
      silentSeconds = 0;
    },
    stop,
  };
};
