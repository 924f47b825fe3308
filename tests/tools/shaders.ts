import { noMatrixUnit, type MatrixOffer, type MatrixUnit } from "../../src/domain/matrixUnit.ts";
import { kernels } from "../../src/kernels/kernels.ts";
import { attendMatrix } from "../../src/kernels/step/attendMatrix.ts";
import { stepKernels } from "../../src/kernels/step/stepKernels.ts";
import type { Constants, Kernel, Variant } from "../../src/kernels/kernel.ts";

/** A shader as some pipeline uses it. */
export interface ShaderUse {
  readonly name: string;
  readonly source: string;
  readonly constants: Constants;
  readonly requires: Variant["requires"];
  readonly workgroupBytes: number;
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

/** Shapes of matrix units that devices are known to offer, M, N and K. */
const shapes: readonly (readonly [string, string, readonly (readonly number[])[]])[] = [
  [
    "f16",
    "f32",
    [
      [16, 16, 16],
      [16, 8, 16],
      [16, 8, 8],
      [8, 8, 8],
      [8, 16, 16],
    ],
  ],
  [
    "f16",
    "f16",
    [
      [16, 16, 16],
      [16, 8, 16],
      [16, 8, 8],
      [8, 8, 8],
      [8, 16, 16],
    ],
  ],
  [
    "i8",
    "i32",
    [
      [16, 16, 32],
      [16, 8, 32],
      [8, 16, 32],
      [16, 16, 16],
    ],
  ],
];

const units: readonly MatrixUnit[] = shapes.flatMap(([componentType, resultComponentType, all]) =>
  all.map(([M = 0, N = 0, K = 0]) => ({ componentType, resultComponentType, M, N, K })),
);

/** A device that offers this shape alone, so that each is the one that a kernel has all its tiles for. */
const offers: readonly MatrixOffer[] = units.flatMap((unit) => [
  { ...noMatrixUnit, units: [unit] },
  { ...noMatrixUnit, units: [unit], isSizeAsked: true, access: "typed", isPacked: true },
]);

const onOffers = ({ variantsOn, variants }: Kernel): readonly (readonly [string, Variant])[] =>
  variantsOn
    ? offers.flatMap((offer) =>
        variantsOn(offer).map((variant) => [`${variant.id}, ${offer.access}`, variant] as const),
      )
    : variants.map((variant) => [variant.id, variant] as const);

const ofKernels: readonly ShaderUse[] = kernels.flatMap((kernel) =>
  onOffers(kernel).map(([variant, { source, constants, requires, workgroupBytes }]) => ({
    name: `${kernel.id} ${variant}`,
    source,
    constants,
    requires,
    workgroupBytes,
  })),
);

const ofStepKernels: readonly ShaderUse[] = stepKernels.flatMap((kernel) =>
  kernel.variants.map(({ id: variant, ...variantOf }) => ({
    ...variantOf,
    name: `${kernel.id} ${variant}`,
  })),
);

/** Without a size that is asked for, Dawn wants whole subgroups of the largest: 128 invocations at least there. */
const wide = (offer: MatrixOffer): MatrixOffer =>
  offer.isSizeAsked ? offer : { ...offer, lanes: 64 };

/** A prompt's attention for every shape that a device may offer, and heads of models and of odd dimensions. */
const ofAttention: readonly ShaderUse[] = offers.flatMap((offer) =>
  [64, 72, 128, 256].flatMap((headDim) =>
    attendMatrix(wide(offer), headDim).flatMap((kernel) =>
      kernel.variants.map(({ id: variant, ...variantOf }) => ({
        ...variantOf,
        name: `${kernel.id} ${variant}, ${offer.access}`,
      })),
    ),
  ),
);

/** Shaders that no kernel has, each a whole file that runs as it is. */
const ofOthers: readonly ShaderUse[] = ["fill.wgsl"].map((name) => ({
  name,
  source: shaderFiles.get(name) ?? "",
  constants: {},
  requires: [],
  workgroupBytes: 0,
}));

/** Every shader of the project with the constants of every variant. */
export const shaderUses: readonly ShaderUse[] = [
  ...ofKernels,
  ...ofStepKernels,
  ...ofAttention,
  ...ofOthers,
];

/** Files that are part of no shader above, and so are checked by nobody. */
export const unusedFiles: readonly string[] = [...shaderFiles]
  .filter(([, text]) => !shaderUses.some(({ source }) => source.includes(text.trim())))
  .map(([name]) => name);
