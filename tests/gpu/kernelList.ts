import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const load = async <Module>(path: string): Promise<Module> => {
  const source = fileURLToPath(new URL(path, import.meta.url));
  const { module } = await runnerImport<Module>(source, { configFile: false, logLevel: "error" });
  return module;
};

/** Every kernel of this build, so that a new one is proved without a line in a test. */
export const { kernels } = await load<typeof import("../../src/kernels/kernels.ts")>(
  "../../src/kernels/kernels.ts",
);

/** Those of the matrix unit, in arithmetic that every device has. */
export const { emulatedKernels } = await load<typeof import("./emulation/emulatedKernels.ts")>(
  "./emulation/emulatedKernels.ts",
);
