import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const source = fileURLToPath(new URL("../../src/kernels/kernels.ts", import.meta.url));
const { module } = await runnerImport<typeof import("../../src/kernels/kernels.ts")>(source, {
  configFile: false,
  logLevel: "error",
});

/** Every kernel of this build, so that a new one is proved without a line in a test. */
export const { kernels } = module;
