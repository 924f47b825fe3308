import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { thisMachine } from "../../bench/browser/machine.ts";
import { provideBrowser } from "../../bench/browser/provide.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** `examples/measureDecode.mjs` runs with the packed file, the pipelines' examples in no test. */
it("the example of a Playwright suite measures in the suite's own browser", async () => {
  const browser = await provideBrowser(undefined, { machine: thisMachine(), say: () => undefined });
  if (browser.status !== "found") throw new Error(browser.message);
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      "node_modules/@playwright/test/cli.js",
      "test",
      "--config=examples",
      "--reporter=line",
      "--output=test-results/examples",
    ],
    { cwd: root, encoding: "utf8", env: { ...process.env, CHROMIUM_PATH: browser.path } },
  );
  expect(stdout).toContain("1 passed");
  expect(status).toBe(0);
});
