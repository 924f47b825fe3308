import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

/** Makes the pictures that the project keeps: `npx playwright test --config tests/pictures`. */
export default defineConfig(base, {
  outputDir: "../../test-results/pictures",
  reporter: [["list"]],
  projects: [{ name: "pictures", testDir: ".", timeout: 240_000 }],
});
