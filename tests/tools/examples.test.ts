import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { thisMachine } from "../../bench/browser/machine.ts";
import { provideBrowser } from "../../bench/browser/provide.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * `examples/measureDecode.mjs` runs with the packed file. The pipelines' examples run in no test: their
 * commands are parsed in `tests/unit/pipelines`, and GitLab's file was held once, by hand, against GitLab's
 * own schema (gitlab-ci-local 4.56 `--list`, which refused a wrong `when` and a stage that is not there).
 */
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
