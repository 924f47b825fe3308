import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Checks with heavy tools, which `.ci/run` installs here and `npm test -- --all` runs. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  define: {
    __BUILD__: JSON.stringify({ id: "test", commit: "test" }),
    __VERSION__: JSON.stringify("0.0.0-test"),
  },
  test: {
    include: ["tests/tools/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
