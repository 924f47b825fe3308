import type { Seconds } from "../src/domain/units.ts";
import { within } from "./within.ts";

/** Things that must be gone at the end, whatever happened. */
export interface Lifetime {
  onEnd(close: () => Promise<unknown>): void;
  /** Closes them, last first; what does not close in time dies with this process. */
  end(limitSeconds: Seconds): Promise<void>;
}

export const newLifetime = (): Lifetime => {
  const closings: (() => Promise<unknown>)[] = [];
  return {
    onEnd: (close) => closings.unshift(close),
    end: async (limitSeconds) => {
      const closed = Promise.allSettled(closings.map((close) => close()));
      await within(closed, limitSeconds, undefined);
    },
  };
};
