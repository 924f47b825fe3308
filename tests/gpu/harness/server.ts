import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { createServer } from "vite";
import { test as base } from "../../browserPerFile.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

interface WorkerFixtures {
  /** Address of a development server over the project's sources, with a slash at the end. */
  readonly sourcesUrl: string;
}

interface TestFixtures {
  /** A page that has opened `tests/gpu/harness/harness.html`. */
  readonly harness: Page;
}

/** Playwright's `test` with the sources of the kernels in a real browser, no build between. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  sourcesUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
    async ({}, use) => {
      const server = await createServer({
        root,
        configFile: `${root}vite.config.ts`,
        server: { host: "127.0.0.1", port: 0, strictPort: false, hmr: false, watch: null },
        optimizeDeps: { noDiscovery: true, include: ["comlink"] },
        cacheDir: `${root}node_modules/.vite-gpu-tests`,
        logLevel: "error",
        clearScreen: false,
      });
      await server.listen();
      const url = server.resolvedUrls?.local[0];
      if (url === undefined) throw new Error("the development server has no address");
      await use(url);
      await server.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  harness: async ({ page, sourcesUrl }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(new URL("tests/gpu/harness/harness.html", sourcesUrl).href);
    await use(page);
    if (errors.length > 0) throw new Error(`the harness page threw: ${errors.join("; ")}`);
  },
});

export { expect } from "@playwright/test";
