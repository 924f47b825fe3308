import type { Locator, Page } from "@playwright/test";
import type { Failure } from "../../src/domain/failure.ts";
import type { Result } from "../../src/domain/result.ts";

/** Opens the page and waits until programs can drive it. */
export const openWall = async (page: Page, url: string, search = ""): Promise<void> => {
  await page.goto(`${url}${search}`);
  await page.waitForFunction(() => window.decodeWall !== undefined);
};

export type Settled =
  | { readonly status: "resolved"; readonly result: Result }
  | { readonly status: "rejected"; readonly failure: Failure };

/** How `decodeWall.done` settles. */
export const settled = (page: Page): Promise<Settled> =>
  page.evaluate(async () => {
    const done = window.decodeWall?.done ?? Promise.reject(new Error("there is no decodeWall"));
    return done.then(
      (result) => ({ status: "resolved" as const, result }),
      (failure: Failure) => ({ status: "rejected" as const, failure }),
    );
  });

export const startButton = (page: Page): Locator =>
  page.getByRole("button", { name: /^(Measure this GPU|Try it on the processor)$/ });

/** The table of measurements, opened. */
export const openTable = async (page: Page): Promise<Locator> => {
  await page.getByText("Every measurement, with its proof").click();
  return page.getByRole("table", { name: "Every measurement of this run" });
};

/** Widest extent of the page beyond what is seen, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);
