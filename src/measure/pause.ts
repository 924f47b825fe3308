import { abortable } from "./abortable.ts";

/** Whether the tab can be seen. Browsers throttle hidden ones, so nothing is measured there. */
export interface Pause {
  /** Grows whenever the tab is hidden: a sample with another epoch at its end was disturbed. */
  readonly epoch: number;
  readonly hidden: boolean;
  /** Resolves at once while the tab can be seen, else when it can be seen again. */
  whenVisible(): Promise<void>;
}

/** A pause that is told about the tab. */
export class VisibilityPause implements Pause {
  #epoch = 0;
  #hidden = false;
  #waiting: (() => void)[] = [];

  get epoch(): number {
    return this.#epoch;
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  setVisible(visible: boolean): void {
    if (this.#hidden === !visible) return;
    this.#hidden = !visible;
    if (this.#hidden) {
      this.#epoch += 1;
      return;
    }
    for (const resume of this.#waiting.splice(0)) resume();
  }

  async whenVisible(): Promise<void> {
    // Hidden again before this could go on: it waits on.
    while (this.#hidden) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/** For measurements that no tab can hide. */
export const neverPaused: Pause = {
  epoch: 0,
  hidden: false,
  whenVisible: () => Promise.resolve(),
};

/** Waits until the tab can be seen; rejects when aborted meanwhile. */
export const untilVisible = async (pause: Pause, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  if (pause.hidden) await abortable(pause.whenVisible(), signal);
};
