import type { Clock, WallTime } from "../../../src/measure/clock.ts";
import type { PassReport, TimedWork } from "../../../src/measure/timedWork.ts";

export interface SimulationOptions {
  /** Steps of the thread's clock. */
  readonly wallStepSeconds?: number;
  /** Steps of the GPU's timestamps; undefined: it has none. */
  readonly timestampStepNanoseconds?: number;
  /** What the thread spends on a submit. */
  readonly hostSecondsPerSubmit?: number;
  /** What the queue spends on a submit, outside its timestamps. */
  readonly queueSecondsPerSubmit?: number;
  /** From the end of a pass to the news of it. */
  readonly newsSeconds?: number;
  /** News comes at multiples of this only, or when poked. */
  readonly pollingSeconds?: number;
  /** Whether a poke has any effect. */
  readonly pokable?: boolean;
  /** Factor on the duration of each pass. */
  readonly noise?: () => number;
  /** Factor on the duration of a pass that begins at this time. */
  readonly drift?: (seconds: number) => number;
  /** Changes what a pass reports. */
  readonly fault?: (report: PassReport, pass: number) => PassReport;
}

export interface SimulatedWork {
  readonly workgroupsPerRepetition: number;
  readonly secondsPerRepetition: number;
  /** Seconds of the first workgroup of a dispatch that fills the GPU by itself. */
  readonly latencySeconds?: number;
  /** Where the repetition's time goes: weight of each of equally many workgroups. */
  readonly profile?: readonly number[];
}

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** One queue and one thread in a time of their own, which passes only while everybody waits. */
export class SimulatedGpu {
  readonly #options: SimulationOptions;
  #seconds = 12.3456;
  #freeAt = 0;
  #events: Event[] = [];
  #running = false;
  #unheard = new Set<{ readonly endAt: number; readonly tell: () => void }>();
  passes = 0;
  longestPassSeconds = 0;
  mostInFlight = 0;
  pokes = 0;
  /** When each pass began and ended on the queue. */
  readonly log: { readonly begin: number; readonly end: number; readonly workgroups: number }[] =
    [];

  constructor(options: SimulationOptions = {}) {
    this.#options = options;
  }

  readonly wall: WallTime = {
    now: () => {
      const step = this.#options.wallStepSeconds ?? 1e-6;
      this.#seconds += 1e-7;
      return Math.floor(this.#seconds / step) * step;
    },
    nextTask: () => new Promise((resolve) => this.at(this.#seconds + 2e-4, resolve)),
  };

  /** A clock as a self-test would describe it. */
  clock(kind: Clock["kind"], polled = false): Clock {
    const step =
      kind === "wall"
        ? (this.#options.wallStepSeconds ?? 1e-6)
        : (this.#options.timestampStepNanoseconds ?? 1) / 1e9;
    return { kind, resolutionSeconds: step, wall: this.wall, polled };
  }

  get seconds(): number {
    return this.#seconds;
  }

  /** Runs `run` at that time, once the thread waits. */
  at(seconds: number, run: () => void): void {
    this.#events.push({ at: seconds, run });
    if (this.#running) return;
    this.#running = true;
    const step = (): void => {
      let next = 0;
      this.#events.forEach((event, index) => {
        if (event.at < this.#events[next]!.at) next = index;
      });
      const [event] = this.#events.splice(next, 1);
      this.#seconds = Math.max(this.#seconds, event!.at);
      event!.run();
      // Only an immediate lets every promise that this settled go on first.
      setImmediate(() => (this.#events.length > 0 ? step() : (this.#running = false)));
    };
    setImmediate(step);
  }

  work(simulated: SimulatedWork): TimedWork & { readonly samples: number } {
    let position = 0;
    let samples = 0;
    return {
      workgroupsPerRepetition: simulated.workgroupsPerRepetition,
      get samples() {
        return samples;
      },
      startSample: () => {
        position = 0;
        samples += 1;
      },
      submit: (workgroups) => {
        const seconds = secondsOf(simulated, position, workgroups);
        position = (position + workgroups) % simulated.workgroupsPerRepetition;
        return this.#submit(seconds, workgroups);
      },
      poke: () => this.#poke(),
    };
  }

  #submit(idealSeconds: number, workgroups: number): Promise<PassReport> {
    const { hostSecondsPerSubmit = 2e-5, queueSecondsPerSubmit = 0, noise, drift } = this.#options;
    this.#seconds += hostSecondsPerSubmit;
    const begin = Math.max(this.#freeAt, this.#seconds) + queueSecondsPerSubmit;
    const duration = idealSeconds * (noise?.() ?? 1) * (drift?.(begin) ?? 1);
    const end = begin + duration;
    this.#freeAt = end;
    this.passes += 1;
    this.longestPassSeconds = Math.max(this.longestPassSeconds, duration);
    this.log.push({ begin, end, workgroups });
    this.mostInFlight = Math.max(this.mostInFlight, this.#unheard.size + 1);
    const report = this.#report(begin, end);
    return new Promise((resolve) => {
      const { pollingSeconds, newsSeconds = 5e-4 } = this.#options;
      const unheard = {
        endAt: end + newsSeconds,
        tell: () => {
          this.#unheard.delete(unheard);
          resolve(report);
        },
      };
      this.#unheard.add(unheard);
      const heardAt = pollingSeconds
        ? Math.ceil(unheard.endAt / pollingSeconds) * pollingSeconds
        : unheard.endAt;
      this.at(heardAt, unheard.tell);
    });
  }

  #report(begin: number, end: number): PassReport {
    const { timestampStepNanoseconds: step, fault } = this.#options;
    const stamp = (seconds: number): bigint => {
      const since = BigInt(Math.round(seconds * 1e9)) + 9_007_199_254_741_000_001n;
      return since - (since % BigInt(step ?? 1));
    };
    const report = step ? { timestamps: { begin: stamp(begin), end: stamp(end) } } : {};
    return fault?.(report, this.passes) ?? report;
  }

  #poke(): void {
    this.pokes += 1;
    if (this.#options.pokable === false) return;
    for (const unheard of this.#unheard) {
      if (unheard.endAt <= this.#seconds) unheard.tell();
    }
  }
}

/** Seconds of `count` workgroups from `position` on, over as many repetitions as that takes. */
const secondsOf = (work: SimulatedWork, position: number, count: number): number => {
  const {
    workgroupsPerRepetition: whole,
    secondsPerRepetition,
    profile,
    latencySeconds = 0,
  } = work;
  if (!profile) return Math.max(latencySeconds, (count / whole) * secondsPerRepetition);
  const sum = profile.reduce((total, weight) => total + weight, 0);
  const until = (workgroup: number): number => {
    const place = (workgroup / whole) * profile.length;
    const full = Math.floor(place);
    const before = profile.slice(0, full).reduce((total, weight) => total + weight, 0);
    return ((before + (place - full) * (profile[full] ?? 0)) / sum) * secondsPerRepetition;
  };
  const end = position + count;
  const wholes = Math.floor(end / whole);
  return Math.max(
    latencySeconds,
    wholes * secondsPerRepetition + until(end % whole) - until(position),
  );
};
