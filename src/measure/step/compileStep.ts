import type { AdapterKind } from "../../domain/capabilities.ts";
import type { DataType } from "../../domain/dataType.ts";
import type { Compilation } from "../../gpu/compile.ts";
import type { MatrixKernel, Variant } from "../../kernels/kernel.ts";
import { variantById } from "../../kernels/kernel.ts";
import { matrixKernel } from "../../kernels/kernels.ts";
import { activate } from "../../kernels/step/activate.ts";
import { argmax, choose } from "../../kernels/step/argmax.ts";
import { attend, attendTiles, type AttendKernel } from "../../kernels/step/attend.ts";
import { attendTile, tileVariantFor } from "../../kernels/step/attendTile.ts";
import { group } from "../../kernels/step/group.ts";
import { groupedVariant } from "../../kernels/step/groupedExperts.ts";
import { meet } from "../../kernels/step/meet.ts";
import { merge } from "../../kernels/step/merge.ts";
import { norm } from "../../kernels/step/norm.ts";
import { rotate } from "../../kernels/step/rotate.ts";
import { route } from "../../kernels/step/route.ts";
import type { GatedKernel } from "../../kernels/step/gated.ts";
import {
  embedKernel,
  expertsKernel,
  gatedKernel,
  groupedExpertsKernel,
  type AnyStepKernel,
} from "../../kernels/step/stepKernels.ts";
import { headRows, smallBatchRows, stepRows, type StepPlan } from "../../workloads/stepPlan.ts";
import type { CompiledKernel } from "../chainSteps.ts";
import { attendShape } from "./attendShape.ts";

type Compile = (kernel: { readonly id: string }, variant: Variant) => Promise<Compilation>;

export interface CompileInput {
  readonly plan: StepPlan;
  readonly adapterKind: AdapterKind;
  /** Of the device; absent: none. */
  readonly features?: ReadonlySet<string>;
  readonly compile: Compile;
  /** Which variant of a matrix kernel to take; absent: its default. */
  readonly variantOf?: (kernel: MatrixKernel) => Variant | undefined;
  /** The kernel for many tokens at once; absent: the one that runs everywhere. */
  readonly gemmOf?: (dataType: DataType) => MatrixKernel;
  /** The kernel for a prompt's attention; absent: the one that runs everywhere. */
  readonly attentionOf?: (plan: StepPlan) => AttendKernel | undefined;
}

/** Gate, up and activation in one kernel, with one of its variants compiled. */
export interface CompiledGated {
  readonly kernel: GatedKernel;
  readonly variant: Variant;
  readonly pipeline: GPUComputePipeline;
}

/** The pipelines of one step. */
export interface StepPipelines {
  pipelineOf(kernel: { readonly id: string }): GPUComputePipeline;
  readonly attention: AttendKernel;
  readonly attentionVariant: string;
  /** The kernel for a product of so many rows with weights of a type. */
  productOf(dataType: DataType, rows: number): CompiledKernel;
  /** Undefined where the plan has no such operation. */
  readonly gated: CompiledGated | undefined;
}

export type StepCompilation =
  | { readonly status: "compiled"; readonly pipelines: StepPipelines }
  | Exclude<Compilation, { status: "compiled" }>;

const kernelFor = ({ gemmOf }: CompileInput, dataType: DataType, rows: number): MatrixKernel => {
  if (rows === 1) return matrixKernel("gemv", dataType);
  if (rows <= smallBatchRows) return matrixKernel("gemvBatch", dataType);
  return gemmOf?.(dataType) ?? matrixKernel("gemm", dataType);
};

/** What goes to the experts of a layer and comes back. */
const expertKernelsOf = ({ model, types, expertTileRows }: StepPlan): readonly AnyStepKernel[] => {
  if (!model.experts) return [];
  return expertTileRows === undefined
    ? [route, expertsKernel(types.experts)]
    : [route, group, groupedExpertsKernel(types.experts), meet];
};

/** One that makes use of the device's features, else the default. */
const featured = (variants: readonly Variant[], features: ReadonlySet<string>): Variant =>
  variants.find(
    ({ requires }) => requires.length > 0 && requires.every((each) => features.has(each)),
  ) ?? variants[0]!;

const stepVariant = (
  kernel: AnyStepKernel,
  { plan, adapterKind, features = new Set() }: CompileInput,
): Variant => {
  const named = (id: string): Variant => variantById(kernel, id);
  if (kernel.id === attendTile.id) return named(tileVariantFor(plan.model.headDim));
  const { expertTileRows } = plan;
  if (expertTileRows !== undefined && kernel.id === groupedExpertsKernel(plan.types.experts).id) {
    return named(groupedVariant(expertTileRows, adapterKind));
  }
  // The one variant takes tiles of any size: a processor compiles for longer than it computes.
  if (adapterKind === "software") return named(kernel.softwareVariant);
  if (kernel.id !== attend.id) return featured(kernel.variants, features);
  const { vectors } = attendTiles(attendShape(plan, 0, plan.context));
  const fitting = kernel.variants.filter(({ constants }) => constants["vectors"] === vectors);
  return featured(fitting, features);
};

/** The first that compiles is taken: a driver may refuse what it offers. */
const attentionsFor = ({
  plan,
  adapterKind,
  attentionOf,
}: CompileInput): readonly [AttendKernel, ...AttendKernel[]] => {
  if (plan.rowsPerSequence === 1) return [attend];
  // A processor takes one kernel for both: it compiles the other in a second, and gains nothing by it.
  const everywhere = adapterKind === "software" ? attend : attendTile;
  const wanted = attentionOf?.(plan);
  return wanted ? [wanted, everywhere] : [everywhere];
};

const compileAttention = async (input: CompileInput) => {
  const [first, ...others] = attentionsFor(input);
  const compiled = async (attention: AttendKernel) => {
    const variant = stepVariant(attention, input);
    return { attention, variant, compilation: await input.compile(attention, variant) };
  };
  let outcome = await compiled(first);
  for (const attention of others) {
    if (outcome.compilation.status !== "compiled") outcome = await compiled(attention);
  }
  return outcome;
};

const kernelsOf = (plan: StepPlan): readonly AnyStepKernel[] => [
  embedKernel(plan.types.embedding),
  norm,
  rotate,
  merge,
  activate,
  argmax,
  choose,
  ...expertKernelsOf(plan),
];

const productsOf = (input: CompileInput): readonly MatrixKernel[] => {
  const { plan } = input;
  const { model, types } = plan;
  const head = model.tied ? types.embedding : types.head;
  const all = [
    kernelFor(input, types.matrices, stepRows(plan)),
    kernelFor(input, head, headRows(plan)),
    ...(model.experts ? [kernelFor(input, "f32", stepRows(plan))] : []),
  ];
  return [...new Map(all.map((kernel) => [kernel.id, kernel])).values()];
};

/** In the variant of the product that it takes the place of: what is fast for one is fast for the other. */
const gatedOf = ({ plan }: CompileInput, variantOf: (kernel: MatrixKernel) => Variant) => {
  if (!plan.operations.some(({ kind }) => kind === "gated")) return undefined;
  const rows = stepRows(plan);
  const { matrices } = plan.types;
  const { id } = variantOf(matrixKernel(rows === 1 ? "gemv" : "gemvBatch", matrices));
  const kernel = gatedKernel(matrices, rows);
  return { kernel, variant: variantById(kernel, id) };
};

/** Compiles what a step needs, one behind the other; the first failure ends it. */
export const compileStep = async (input: CompileInput): Promise<StepCompilation> => {
  const { plan, adapterKind, compile, variantOf } = input;
  const pipelines = new Map<string, GPUComputePipeline>();
  const products = new Map<string, CompiledKernel>();
  const { attention, variant: attentionVariant, compilation: own } = await compileAttention(input);
  if (own.status !== "compiled") return own;
  pipelines.set(attention.id, own.pipeline);
  for (const kernel of kernelsOf(plan)) {
    const compilation = await compile(kernel, stepVariant(kernel, input));
    if (compilation.status !== "compiled") return compilation;
    pipelines.set(kernel.id, compilation.pipeline);
  }
  const chosenOf = (kernel: MatrixKernel): Variant =>
    variantOf?.(kernel) ??
    (adapterKind === "software" ? variantById(kernel, kernel.softwareVariant) : kernel.variants[0]);
  for (const kernel of productsOf(input)) {
    const variant = chosenOf(kernel);
    const compilation = await compile(kernel, variant);
    if (compilation.status !== "compiled") return compilation;
    products.set(kernel.id, { kernel, variant, pipeline: compilation.pipeline });
  }
  const wanted = gatedOf(input, chosenOf);
  let gated: CompiledGated | undefined;
  if (wanted) {
    const compilation = await compile(wanted.kernel, wanted.variant);
    if (compilation.status !== "compiled") return compilation;
    gated = { ...wanted, pipeline: compilation.pipeline };
  }
  const known = <T>(map: ReadonlyMap<string, T>, id: string): T => {
    const found = map.get(id);
    if (!found) throw new Error(`${id} was not compiled`);
    return found;
  };
  return {
    status: "compiled",
    pipelines: {
      pipelineOf: ({ id }) => known(pipelines, id),
      attention,
      attentionVariant: attentionVariant.id,
      productOf: (dataType, rows) => known(products, kernelFor(input, dataType, rows).id),
      gated,
    },
  };
};
