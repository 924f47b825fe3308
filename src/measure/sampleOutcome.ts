import type { Interval } from "../domain/interval.ts";
import type { Seconds } from "../domain/units.ts";
import { tooCoarseMessage, type Clock } from "./clock.ts";
import type { TimestampTally } from "./passDuration.ts";

/** What lowers the trust in one measurement; each is a warning's code. */
export type SampleFlag = "noisy" | "correlated" | "bimodal" | "was-hidden";

/** How the timing of one piece of work ended; never a number that was not measured. */
export type SampleOutcome =
  | {
      readonly status: "measured";
      /** Seconds per repetition. */
      readonly interval: Interval;
      /** Per repetition before warm-up; undefined where that was disturbed. */
      readonly coldSeconds?: Seconds;
      readonly flags: readonly SampleFlag[];
      readonly lagOneAutocorrelation: number;
      readonly repetitionsPerSample: number;
      readonly passesPerSample: number;
    }
  | { readonly status: "below-resolution"; readonly message: string }
  | {
      readonly status: "refused";
      /** `timestamps-broken`: to be measured again by the wall clock. */
      readonly reason: "timer-too-coarse" | "timestamps-broken" | "takes-too-long";
      readonly message: string;
    };

const inWords = (seconds: Seconds): string =>
  seconds >= 1 ? `${seconds.toFixed(1)} s` : `${Number((seconds * 1000).toPrecision(2))} ms`;

export const belowResolution = ({
  resolutionSeconds,
}: Pick<Clock, "resolutionSeconds">): SampleOutcome => ({
  status: "below-resolution",
  message: `Below timer resolution: this clock has steps of ${inWords(resolutionSeconds)}.`,
});

export const timerTooCoarse = ({
  resolutionSeconds,
}: Pick<Clock, "resolutionSeconds">): SampleOutcome => ({
  status: "refused",
  reason: "timer-too-coarse",
  message: tooCoarseMessage(resolutionSeconds),
});

export const takesTooLong = (
  samples: number,
  seconds: Seconds,
  maximumSeconds: Seconds,
): SampleOutcome => ({
  status: "refused",
  reason: "takes-too-long",
  message: `${samples} samples would take ${inWords(seconds)}, more than the ${inWords(maximumSeconds)} they may take.`,
});

export const timestampsBroken = ({ bad, passes }: TimestampTally): SampleOutcome => ({
  status: "refused",
  reason: "timestamps-broken",
  message: `${bad} of ${passes} timestamps were zero, ran backwards or were longer than the wait for them.`,
});
