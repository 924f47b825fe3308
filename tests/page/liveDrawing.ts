import type { Page } from "@playwright/test";
import type { RunEvent } from "../../src/domain/events.ts";
import type { Seconds } from "../../src/domain/units.ts";
import { fixtures } from "../fixtures/results.ts";

/** How the page behaves while the worker measures. */
export type Drawing = "drawn" | "still";

/** About as often as a discrete GPU finishes a row of `quick`. */
const secondsBetweenRows: Seconds = 0.7;

const { discrete } = fixtures;
/** The software adapter's own rows draw neither card nor chart; a GPU's do. */
const rowsOfGpu: readonly RunEvent[] = [
  { kind: "started", environment: discrete.environment },
  { kind: "ceilings", ceilings: discrete.ceilings },
  ...discrete.decode.map((row): RunEvent => ({ kind: "decode", row })),
  ...discrete.prefill.map((row): RunEvent => ({ kind: "prefill", row })),
  ...discrete.kernels.map((row): RunEvent => ({ kind: "kernel", row })),
];
const drawnAtFirst = rowsOfGpu.length - discrete.kernels.length;

/**
 * During the next run the page draws a GPU's rows as they would come, or nothing at all. Until
 * `endDrawing`.
 */
export const beginDrawing = (page: Page, drawing: Drawing): Promise<void> =>
  page.evaluate(
    ([how, rows, first, milliseconds]) => {
      const app = document.querySelector("wall-app");
      if (!app) throw new Error("there is no wall-app");
      const { measuring } = app;
      const redraw = measuring.onChange;
      const roots = [app, app.renderRoot.querySelector("wall-scroll")].flatMap(
        (element) => element?.renderRoot ?? [],
      );
      const nested = roots.flatMap((root) =>
        [...root.querySelectorAll("*")].flatMap((element) => element.shadowRoot ?? []),
      );
      let changes = 0;
      const observer = new MutationObserver((records) => {
        changes += records.length;
      });
      for (const root of [...roots, ...nested])
        observer.observe(root, { subtree: true, childList: true, attributes: true });

      let shown = first;
      const timer = setInterval(() => {
        if (how === "still" || measuring.state.status !== "running") return;
        shown = shown < rows.length ? shown + 1 : first;
        measuring.state = { status: "running", events: rows.slice(0, shown) };
        redraw();
      }, milliseconds);
      if (how === "still") measuring.onChange = () => undefined;
      window.endDrawing = () => {
        clearInterval(timer);
        changes += observer.takeRecords().length;
        observer.disconnect();
        measuring.onChange = redraw;
        return changes;
      };
    },
    [drawing, rowsOfGpu, drawnAtFirst, secondsBetweenRows * 1000] as const,
  );

/** How often the page's content changed since `beginDrawing`. */
export const endDrawing = (page: Page): Promise<number> => page.evaluate(() => window.endDrawing());

declare global {
  interface Window {
    endDrawing: () => number;
  }
}
