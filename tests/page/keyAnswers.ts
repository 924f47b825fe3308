import type { Page } from "@playwright/test";
import type { Seconds } from "../../src/domain/units.ts";

/** From a key's time stamp to the end of its handlers, and to the end of the next frame. */
export interface KeyAnswer {
  readonly handled: Seconds;
  readonly painted: Seconds;
}

declare global {
  interface Window {
    keyAnswers: KeyAnswer[];
  }
}

/** On the page that is open, from now on. */
export const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.keyAnswers = [];
    const since = ({ timeStamp }: Event): number => (performance.now() - timeStamp) / 1e3;
    addEventListener("keydown", (event) => {
      const handled = since(event);
      requestAnimationFrame(() =>
        setTimeout(() => window.keyAnswers.push({ handled, painted: since(event) })),
      );
    });
  });

/** Opens and shuts the choice of chips so often, by key. */
export const keyAnswers = async (page: Page, count: number): Promise<readonly KeyAnswer[]> => {
  await page.evaluate(() => {
    window.keyAnswers = [];
  });
  await page.locator("summary", { hasText: "Choose other chips" }).focus();
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(170); // out of step with the rows that are drawn
  }
  await page.waitForFunction((expected) => window.keyAnswers.length === expected, count);
  return page.evaluate(() => window.keyAnswers);
};
