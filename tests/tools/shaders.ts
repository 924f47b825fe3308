import { kernels } from "../../src/kernels/kernels.ts";
import type { Constants } from "../../src/kernels/kernel.ts";

/** A shader as some pipeline uses it. */
export interface ShaderUse {
  readonly name: string;
  readonly source: string;
  readonly constants: Constants;
  readonly requires: readonly GPUFeatureName[];
}

const files = import.meta.glob<string>("../../shaders/*.wgsl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const ofKernels: readonly ShaderUse[] = kernels.flatMap(({ id, source, variants, requires }) =>
  variants.map((variant) => ({
    name: `${id} ${variant.id}`,
    source,
    constants: variant.constants,
    requires,
  })),
);

const kernelSources = new Set(kernels.map(({ source }) => source));

const ofOthers: readonly ShaderUse[] = Object.entries(files)
  .filter(([, source]) => !kernelSources.has(source))
  .map(([path, source]) => ({
    name: path.replace(/^.*\//, ""),
    source,
    constants: {},
    requires: [],
  }));

/** Every shader of the project with the constants of every variant, and the rest as they are. */
export const shaderUses: readonly ShaderUse[] = [...ofKernels, ...ofOthers];

export const shaderFiles: readonly string[] = Object.keys(files);
