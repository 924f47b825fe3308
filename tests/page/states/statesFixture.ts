import { runsEverything } from "../../extent.ts";
import { expect, type Page } from "@playwright/test";
import { serve } from "../../../bench/serve.ts";
import { test as base } from "../../browserPerFile.ts";
import { buildStates } from "./buildStates.ts";
import type { StateName } from "./states.ts";

export type Theme = "light" | "dark";

/** In which layouts are looked at: a theme moves nothing, but colours are hardest in the dark. */
export const layoutThemes: readonly Theme[] = runsEverything ? ["light", "dark"] : ["dark"];

interface WorkerFixtures {
  /** Address of the page of all states, under the built page's own policy. */
  readonly statesUrl: string;
}

/** Playwright's `test` for the states; fails where the policy is violated or the page throws. */
export const test = base.extend<object, WorkerFixtures>({
  statesUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
    async ({}, use) => {
      const server = await serve(await buildStates());
      await use(`${server.url}states.html`);
      await server.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  page: async ({ page }, use) => {
    const trespasses: string[] = [];
    page.on("pageerror", (error) => trespasses.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted ?Type/i.test(message.text()))
        trespasses.push(message.text());
    });
    await use(page);
    expect(trespasses, "what the page must not do").toEqual([]);
  },
});

/** Draws a state, and waits until fonts, layout and charts stand. */
export const show = async (page: Page, url: string, state: StateName): Promise<void> => {
  if (page.url().startsWith(url)) await page.evaluate((name) => (location.hash = name), state);
  else await page.goto(`${url}#${state}`);
  await page.waitForFunction((name) => document.body.dataset["state"] === name, state);
  await settle(page);
};

/** Two frames after the fonts: resize observers have told, and what they changed is drawn. */
export const settle = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    await document.fonts.load("600 40px 'Source Serif 4'");
    for (let frame = 0; frame < 4; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });
};

export const setTheme = (page: Page, theme: Theme): Promise<void> =>
  page.evaluate((name) => void (document.documentElement.dataset["theme"] = name), theme);

export { expect } from "@playwright/test";
