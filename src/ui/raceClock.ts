import type { Seconds } from "../domain/units.ts";

/** Frames and their times; the browser's, or a test's. */
export interface FrameSource {
  readonly now: () => Seconds;
  /** Calls once before the next frame; returns how to take that back. */
  readonly request: (callback: () => void) => () => void;
}

export const browserFrames: FrameSource = {
  now: () => performance.now() / 1000,
  request: (callback) => {
    const handle = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(handle);
  },
};

/** Seconds of a race: they pass only between two frames of which neither was held back. */
export class RaceClock {
  readonly #onTick: (elapsed: Seconds) => void;
  readonly #frames: FrameSource;
  #elapsed: Seconds = 0;
  #last: Seconds | undefined;
  #cancel: (() => void) | undefined;

  constructor(onTick: (elapsed: Seconds) => void, frames: FrameSource = browserFrames) {
    this.#onTick = onTick;
    this.#frames = frames;
  }

  get isRunning(): boolean {
    return this.#cancel !== undefined;
  }

  start(): void {
    if (this.isRunning) return;
    this.#last = this.#frames.now();
    this.#request();
  }

  hold(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Goes to a moment, running or not. */
  set(elapsed: Seconds): void {
    this.#elapsed = elapsed;
    this.#onTick(elapsed);
  }

  #request(): void {
    this.#cancel = this.#frames.request(() => {
      const now = this.#frames.now();
      this.#elapsed += now - (this.#last ?? now);
      this.#last = now;
      this.#request(); // before the tick, which may hold it
      this.#onTick(this.#elapsed);
    });
  }
}
