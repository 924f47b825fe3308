import { test as base, type Browser } from "@playwright/test";
import { softwareFlags } from "../bench/browser/flags.ts";

/** Keeps one browser for as long as tests of one file run in it. */
export interface BrowserOfFile {
  for(file: string): Promise<Browser>;
}

interface WorkerFixtures {
  readonly browserOfFile: BrowserOfFile;
  /** Flags of the browser; a file may `use` others. */
  readonly browserArguments: readonly string[];
}

/**
 * Playwright's `test` with a fresh browser for each file, and after a crash: closing a page does not
 * stop a dispatch on the software adapter, and the browser's next page would wait for it.
 */
export const test = base.extend<object, WorkerFixtures>({
  browserArguments: [[...softwareFlags.arguments], { option: true, scope: "worker" }],
  browserOfFile: [
    async ({ playwright, launchOptions, browserArguments }, use) => {
      let open: { readonly file: string; readonly browser: Browser } | undefined;
      await use({
        for: async (file) => {
          if (open?.file === file && open.browser.isConnected()) return open.browser;
          await open?.browser.close();
          const browser = await playwright.chromium.launch({
            ...launchOptions,
            args: [...browserArguments],
          });
          open = { file, browser };
          return browser;
        },
      });
      await open?.browser.close();
    },
    { scope: "worker" },
  ],
  context: async ({ browserOfFile, contextOptions, serviceWorkers, viewport }, use, testInfo) => {
    const browser = await browserOfFile.for(testInfo.file);
    const context = await browser.newContext({ ...contextOptions, serviceWorkers, viewport });
    await use(context);
    await context.close();
  },
});
