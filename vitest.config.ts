import { defineConfig } from "vitest/config";

/** Tests without a browser. What needs heavy tools has a configuration of its own in tests/tools. */
export default defineConfig({
  define: {
    __BUILD__: JSON.stringify({ id: "test", commit: "test" }),
    __VERSION__: JSON.stringify("0.0.0-test"),
  },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/tools/**"],
    testTimeout: 30_000, // simulations on two shared cores
  },
});
