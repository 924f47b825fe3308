import type { Page } from "@playwright/test";
import type { RunOptions } from "../../src/domain/options.ts";
import type { Result } from "../../src/domain/result.ts";

/** On a machine that others load, clocks may disagree for a moment, and a run refuses to measure. */
const mostAttempts = 4;

/** A run of the page's own, begun again where the clock was too coarse for it. */
export const patientRun = async (page: Page, options: RunOptions): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await page.evaluate(
      async (asked) =>
        window.decodeWall?.run(asked).then(
          (result) => ({ result }),
          (failure: { readonly code: string; readonly message: string }) => ({ failure }),
        ),
      options,
    );
    if (outcome && "result" in outcome) return outcome.result;
    const { code, message } = outcome?.failure ?? { code: "internal", message: "no decodeWall" };
    if (code !== "timer-too-coarse" || attempt === mostAttempts)
      throw new Error(`${code}: ${message}`);
  }
};

/** Settles once a run measures, rather than looks at the device and its clock. */
export const measuringBegins = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.addEventListener("decode-wall:event", ({ detail }) => {
          if (detail.kind === "progress") resolve();
        });
      }),
  );
