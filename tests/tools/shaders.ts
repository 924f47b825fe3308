import { kernels } from "../../src/kernels/kernels.ts";
import type { Constants } from "../../src/kernels/kernel.ts";

/** A shader as some pipeline uses it. */
export interface ShaderUse {
  readonly name: string;
  readonly source: string;
  readonly constants: Constants;
  readonly requires: readonly GPUFeatureName[];
}

/** The text of every file of `shaders/`, by its name. */
export const shaderFiles: ReadonlyMap<string, string> = new Map(
  Object.entries(
    import.meta.glob<string>("../../shaders/*.wgsl", {
      query: "?raw",
      import: "default",
      eager: true,
    }),
  ).map(([path, text]) => [path.replace(/^.*\//, ""), text]),
);

const ofKernels: readonly ShaderUse[] = kernels.flatMap(({ id, variants }) =>
  variants.map(({ id: variant, source, constants, requires }) => ({
    name: `${id} ${variant}`,
    source,
    constants,
    requires,
  })),
);

/** Shaders that no kernel has, each a whole file that runs as it is. */
const ofOthers: readonly ShaderUse[] = ["fill.wgsl"].map((name) => ({
  name,
  source: shaderFiles.get(name) ?? "",
  constants: {},
  requires: [],
}));

/** Every shader of the project with the constants of every variant. */
export const shaderUses: readonly ShaderUse[] = [...ofKernels, ...ofOthers];

/** Files that are part of no shader above, and so are checked by nobody. */
export const unusedFiles: readonly string[] = [...shaderFiles]
  .filter(([, text]) => !shaderUses.some(({ source }) => source.includes(text.trim())))
  .map(([name]) => name);
