import type { RememberedChoice } from "../../../src/domain/options.ts";
import type { KernelMeasurement, StreamShape } from "../../../src/domain/result.ts";
import type { MatrixShape } from "../../../src/domain/work.ts";
import { f16Words } from "../../../src/kernels/inputs.ts";
import { variantById, type Kernel } from "../../../src/kernels/kernel.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { measureKernel } from "../../../src/measure/measureKernel.ts";
import { Tuner } from "../../../src/measure/tuner.ts";
import { liveLabels } from "./bufferCensus.ts";
import { briefMeasuring } from "./briefMeasuring.ts";
import { mutatedSource, type Mutation } from "./mutate.ts";
import { kernelById } from "./prepareKernel.ts";
import { sharedContext, trialContext } from "./trialContext.ts";

export interface TuneInput {
  readonly kernel: string;
  readonly shape: MatrixShape | StreamShape;
  readonly seconds: number;
  readonly remembered?: readonly RememberedChoice[];
  /** The default and a variant with a fault, in place of all variants. */
  readonly faulty?: { readonly variant: string; readonly mutation: Mutation };
}

export interface Tuned {
  readonly measured: Measured<KernelMeasurement>;
  readonly leaked: readonly string[];
}

const weightBytes = 2 ** 22;

const kernelOf = ({ kernel: id, faulty }: TuneInput): Kernel => {
  const kernel = kernelById(id);
  if (!faulty) return kernel;
  const variant = variantById(kernel, faulty.variant);
  const source = mutatedSource(variant.source, faulty.mutation);
  return { ...kernel, variants: [kernel.variants[0], { ...variant, id: "faulty", source }] };
};

/** Measures a kernel as on a GPU: all variants that this device can run compete. */
export const tune = async (input: TuneInput): Promise<Tuned> => {
  await sharedContext();
  const before = liveLabels();
  const context = await trialContext();
  if (!(await context.arena.grow(weightBytes))) throw new Error("out of memory");
  await context.arena.fill(f16Words);
  const measured = await measureKernel(
    {
      ...briefMeasuring(context),
      adapterKind: "hardware",
      tuner: new Tuner(input.seconds, input.remembered),
    },
    { kernel: kernelOf(input), shape: input.shape, workingSetBytes: weightBytes, cacheShareMax: 1 },
  );
  context.arena.release();
  return { measured, leaked: liveLabels().slice(before.length) };
};
