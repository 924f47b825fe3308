import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Seconds } from "../domain/units.ts";
import { RaceClock } from "./raceClock.ts";

export type RacePhase = "ready" | "running" | "paused" | "done";

/** A race's time and how far it is, for the element that draws it; no seconds pass in a hidden tab. */
export class RaceRun implements ReactiveController {
  phase: RacePhase = "ready";
  elapsed: Seconds = 0;
  /** The visitor's system asks for little motion, so nothing runs. */
  isStill = false;

  readonly #host: ReactiveControllerHost;
  readonly #clock = new RaceClock((elapsed) => this.#tick(elapsed));
  readonly #motion = matchMedia("(prefers-reduced-motion: reduce)");
  #longest: Seconds = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.isStill = this.#motion.matches;
    this.#motion.addEventListener("change", this.#followMotion);
    document.addEventListener("visibilitychange", this.#followVisibility);
  }

  hostDisconnected(): void {
    this.#motion.removeEventListener("change", this.#followMotion);
    document.removeEventListener("visibilitychange", this.#followVisibility);
    this.hold();
  }

  start(): void {
    this.phase = "running";
    if (!document.hidden) this.#clock.start();
    this.#host.requestUpdate();
  }

  pause(): void {
    this.#clock.hold();
    this.phase = "paused";
    this.#host.requestUpdate();
  }

  /** Stops without the visitor's doing; a race that had begun waits as paused. */
  hold(): void {
    if (this.phase === "running") this.pause();
  }

  /** Back to the start, of a race that lasts so long; of the same one where nothing is said. */
  reset(longest = this.#longest): void {
    this.#longest = longest;
    this.#clock.hold();
    this.phase = "ready";
    this.#clock.set(0);
  }

  toEnd(): void {
    this.#clock.hold();
    this.#clock.set(this.#longest);
  }

  #tick(elapsed: Seconds): void {
    this.elapsed = Math.min(elapsed, this.#longest);
    if (elapsed >= this.#longest && elapsed > 0) {
      this.#clock.hold();
      this.phase = "done";
    }
    this.#host.requestUpdate();
  }

  #followMotion = ({ matches }: MediaQueryListEvent): void => {
    this.isStill = matches;
    if (matches) this.reset();
    this.#host.requestUpdate();
  };

  /** A race goes on where it was. */
  #followVisibility = (): void => {
    if (this.phase !== "running") return;
    if (document.hidden) this.#clock.hold();
    else this.#clock.start();
  };
}
