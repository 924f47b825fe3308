import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { serve } from "../../../bench/serve.ts";
import { test as base } from "../../browserPerFile.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = "tests/gpu/harness/harness.html";

interface WorkerFixtures {
  /** Address of a page with the project's sources as they are, built into one script. */
  readonly harnessUrl: string;
}

interface TestFixtures {
  /** That page, opened afresh. */
  readonly harness: Page;
}

const buildHarness = async (outDir: string): Promise<void> => {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    define: {
      __BUILD__: JSON.stringify({ id: "test", commit: "test" }),
      __VERSION__: JSON.stringify("0.0.0-test"),
    },
    build: {
      outDir,
      minify: false,
      target: "es2022",
      rolldownOptions: { input: join(root, page) },
    },
  });
};

/** Playwright's `test` with the sources of the kernels in a real browser, on its main thread. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  harnessUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "decode-wall-harness-"));
      await buildHarness(folder);
      const server = await serve(folder);
      await use(`${server.url}${page}`);
      await server.close();
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  harness: async ({ page: opened, harnessUrl }, use) => {
    const errors: string[] = [];
    opened.on("pageerror", (error) => errors.push(String(error)));
    await opened.goto(harnessUrl);
    await use(opened);
    if (errors.length > 0) throw new Error(`the harness page threw: ${errors.join("; ")}`);
  },
});

export { expect } from "@playwright/test";
