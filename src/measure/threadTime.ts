import type { WallTime } from "./clock.ts";

/**
 * The time of the page or worker that runs this. A message is a task of its own that browsers do not
 * throttle, while timers wait 4 ms or more once they are nested.
 */
export const threadTime: WallTime = {
  now: () => performance.now() / 1000,
  nextTask: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const arrived = (): void => {
        port1.close();
        resolve();
      };
      port1.addEventListener("message", arrived, { once: true });
      port1.start();
      port2.postMessage(undefined);
    }),
};
