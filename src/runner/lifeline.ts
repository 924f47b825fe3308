import type { Failure } from "../domain/failure.ts";
import type { Seconds } from "../domain/units.ts";
import { watchSilence } from "./silence.ts";

/** What makes a worker's calls settle: comlink's own never do once the worker is dead. */
export interface Lifeline {
  /** The answer of `call`; rejects with the `Failure` that the worker died of. */
  ask<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** The worker said something by another way than a message of its own. */
  heard(): void;
  /** Ends the worker and whatever waits for it. */
  die(failure: Failure): void;
}

/** A worker that owes an answer and says nothing for `silenceSeconds` counts as dead. */
export const lifelineOf = (worker: Worker, silenceSeconds: Seconds): Lifeline => {
  let dead: Failure | undefined;
  const waiting = new Set<(failure: Failure) => void>();

  const die = (failure: Failure): void => {
    if (dead) return;
    dead = failure;
    silence.stop();
    worker.terminate();
    for (const reject of waiting) reject(failure);
  };
  const silence = watchSilence(silenceSeconds, () => {
    const message = `The worker said nothing for ${silenceSeconds} seconds`;
    die({ code: "worker-silent", message, data: { seconds: silenceSeconds } });
  });

  worker.addEventListener("message", silence.heard);
  worker.addEventListener("messageerror", () => {
    die({ code: "worker-failed", message: "The worker sent a message that cannot be read" });
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // it is told by `die`, not as an uncaught error of the page as well
    const message = event.message || "The worker's file could not be loaded";
    die({ code: "worker-failed", message });
  });

  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        if (dead) {
          reject(dead);
          return;
        }
        waiting.add(reject);
        const settled = silence.owe();
        call()
          .then(resolve, reject)
          .finally(() => {
            waiting.delete(reject);
            settled();
          });
      }),
    heard: silence.heard,
    die,
  };
};
