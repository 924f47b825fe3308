/** Whether the tab can be seen. Browsers throttle hidden ones, so nothing is measured there. */
export interface Pause {
  /** Grows whenever the tab is hidden: a sample with another epoch at its end was disturbed. */
  readonly epoch: number;
  readonly hidden: boolean;
  /** Resolves at once while the tab can be seen, else when it can be seen again. */
  whenVisible(): Promise<void>;
}

/** A pause that is told about the tab by `setVisible`. */
export class VisibilityPause implements Pause {
  epoch = 0;
  hidden = false;
  #waiting: (() => void)[] = [];

  setVisible(visible: boolean): void {
    if (this.hidden === !visible) return;
    this.hidden = !visible;
    if (visible) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resume of waiting) resume();
    } else {
      this.epoch += 1;
    }
  }

  whenVisible(): Promise<void> {
    return this.hidden ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }
}

/** For measurements that no tab can hide. */
export const neverPaused: Pause = {
  epoch: 0,
  hidden: false,
  whenVisible: () => Promise.resolve(),
};
