import { defineConfig } from "@playwright/test";
import { softwareFlags } from "./bench/browser/flags.ts";
import { thisMachine } from "./bench/browser/machine.ts";
import { provideBrowser } from "./bench/browser/provide.ts";

const machine = thisMachine();
const browser = await provideBrowser(undefined, {
  machine,
  say: (text) => process.stderr.write(`tests: ${text}\n`),
});
if (browser.status !== "found") throw new Error(browser.message);

/** Real WebGPU on Chromium's software adapter, in the browser that the command would take. */
export default defineConfig({
  forbidOnly: Boolean(process.env.CI),
  workers: 2, // no two tests that load the GPU or the page share the two cores
  timeout: 120_000,
  globalTimeout: 40 * 60_000,
  outputDir: "test-results/playwright",
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    serviceWorkers: "block", // a cached page must not answer for the one under test
    launchOptions: {
      executablePath: browser.path,
      args: [...softwareFlags.arguments],
      chromiumSandbox: false, // it opens the project's own page only, and not every runner allows it
    },
  },
  projects: [
    { name: "gpu", testDir: "tests/gpu", workers: 1 },
    { name: "page", testDir: "tests/page", workers: 1 },
    { name: "command", testDir: "tests/command", timeout: 60_000 },
  ],
});
