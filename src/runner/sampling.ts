import type { Thread } from "../domain/capabilities.ts";
import { toFailure, type Failure } from "../domain/failure.ts";
import type { SamplerOpened, SamplesTaken } from "../domain/sampler.ts";
import type { Seconds } from "../domain/units.ts";
import type { Pause } from "../measure/pause.ts";
import type { BenchmarkApi } from "./api.ts";
import type { Sampler } from "./sampler.ts";

const heartbeatSeconds: Seconds = 1;

/** The part of a benchmark that takes samples on demand: one sampler at a time, and none during a run. */
export interface Sampling {
  readonly isOpen: boolean;
  readonly open: BenchmarkApi["openSampler"];
  readonly take: BenchmarkApi["takeSamples"];
  readonly close: BenchmarkApi["closeSampler"];
}

const failed = (failure: Failure): { readonly status: "failed"; readonly failure: Failure } => ({
  status: "failed",
  failure,
});

const notOpen = failed({ code: "bad-options", message: "No sampler is open on this page." });
const busy = failed({ code: "already-running", message: "A run is under way on this page." });

export const createSampling = (
  thread: Thread,
  pause: Pause,
  isRunning: () => boolean,
): Sampling => {
  let isOpen = false;
  let sampler: Sampler | undefined;
  let heart: ReturnType<typeof setInterval> | undefined;

  const end = (): void => {
    clearInterval(heart);
    isOpen = false;
    sampler = undefined;
  };
  const settled = async (task: () => Promise<SamplesTaken>): Promise<SamplesTaken> => {
    try {
      return await task();
    } catch (thrown) {
      return failed(toFailure(thrown));
    }
  };

  return {
    get isOpen() {
      return isOpen;
    },
    open: async (options, onEvent): Promise<SamplerOpened> => {
      if (isRunning() || isOpen) return busy;
      isOpen = true;
      heart = setInterval(() => onEvent({ kind: "heartbeat" }), heartbeatSeconds * 1000);
      try {
        const { openSampler } = await import("./sampler.ts");
        sampler = await openSampler({ options, thread, pause });
        return sampler.opened;
      } catch (thrown) {
        end();
        return failed(toFailure(thrown));
      }
    },
    take: () => (sampler ? settled(sampler.take.bind(sampler)) : Promise.resolve(notOpen)),
    close: async () => {
      if (!sampler) return notOpen;
      const closed = await settled(sampler.close.bind(sampler));
      end();
      return closed;
    },
  };
};
