import type { LitElement, ReactiveController } from "lit";
import type { createPlot } from "./plot.ts";
import { fetchPlotting, whenPlotting } from "./plotting.ts";

/** Sees to it that a chart can be drawn by the time it is seen; its element is updated with what comes. */
export class ChartApproach implements ReactiveController {
  /** Undefined until it is fetched. */
  create: typeof createPlot | undefined;
  /** It could not be fetched. */
  isMissing = false;

  readonly #host: LitElement;
  #stopWaiting: (() => void) | undefined;
  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#fetch();
    },
    { rootMargin: "800px" }, // about a screen
  );

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    this.#stopWaiting = whenPlotting((create) => {
      this.#observer.disconnect();
      this.create = create;
      this.isMissing = false;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#stopWaiting?.();
  }

  #fetch = async (): Promise<void> => {
    try {
      await fetchPlotting();
    } catch {
      this.isMissing = true; // offline, or the site was built anew; its next approach tries again
      this.#host.requestUpdate();
    }
  };
}
