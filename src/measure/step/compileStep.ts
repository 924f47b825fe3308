import type { AdapterKind } from "../../domain/capabilities.ts";
import type { DataType } from "../../domain/dataType.ts";
import type { Compilation } from "../../gpu/compile.ts";
import type { MatrixKernel, Variant } from "../../kernels/kernel.ts";
import { variantById } from "../../kernels/kernel.ts";
import { matrixKernel } from "../../kernels/kernels.ts";
import { activate } from "../../kernels/step/activate.ts";
import { argmax, choose } from "../../kernels/step/argmax.ts";
import { attend, attendTiles, promptVariant } from "../../kernels/step/attend.ts";
import { merge } from "../../kernels/step/merge.ts";
import { norm } from "../../kernels/step/norm.ts";
import { rotate } from "../../kernels/step/rotate.ts";
import { route } from "../../kernels/step/route.ts";
import { embedKernel, expertsKernel, type AnyStepKernel } from "../../kernels/step/stepKernels.ts";
import { headRows, stepRows, type StepPlan } from "../../workloads/stepPlan.ts";
import type { CompiledKernel } from "../chainSteps.ts";
import { attendShape } from "./attendShape.ts";

type Compile = (kernel: { readonly id: string }, variant: Variant) => Promise<Compilation>;

export interface CompileInput {
  readonly plan: StepPlan;
  readonly adapterKind: AdapterKind;
  readonly compile: Compile;
  /** Which variant of a matrix kernel to take; absent: its default. */
  readonly variantOf?: (kernel: MatrixKernel) => Variant | undefined;
  /** The kernel for many tokens at once; absent: the one that runs everywhere. */
  readonly gemmOf?: (dataType: DataType) => MatrixKernel;
}

/** The pipelines of one step. */
export interface StepPipelines {
  pipelineOf(kernel: { readonly id: string }): GPUComputePipeline;
  /** The kernel for a product of so many rows with weights of a type. */
  productOf(dataType: DataType, rows: number): CompiledKernel;
}

export type StepCompilation =
  | { readonly status: "compiled"; readonly pipelines: StepPipelines }
  | Exclude<Compilation, { status: "compiled" }>;

/** From here on weights are fetched for tiles of tokens by a GEMM. */
const smallBatchRows = 16;

const kernelFor = ({ gemmOf }: CompileInput, dataType: DataType, rows: number): MatrixKernel => {
  if (rows === 1) return matrixKernel("gemv", dataType);
  if (rows <= smallBatchRows) return matrixKernel("gemvBatch", dataType);
  return gemmOf?.(dataType) ?? matrixKernel("gemm", dataType);
};

const stepVariant = (kernel: AnyStepKernel, { plan, adapterKind }: CompileInput): Variant => {
  const named = (id: string): Variant => {
    const variant = kernel.variants.find((each) => each.id === id);
    if (!variant) throw new Error(`${kernel.id} has no variant ${id}`);
    return variant;
  };
  // The one variant takes tiles of any size: a processor compiles for longer than it computes.
  if (adapterKind === "software") return named(kernel.softwareVariant);
  if (kernel.id !== attend.id) return kernel.variants[0];
  if (plan.rowsPerSequence > 1) return named(promptVariant);
  return named(`64x${attendTiles(attendShape(plan, 0, plan.context)).vectors}`);
};

const kernelsOf = ({ model, types }: StepPlan): readonly AnyStepKernel[] => [
  embedKernel(types.embedding),
  norm,
  rotate,
  attend,
  merge,
  activate,
  argmax,
  choose,
  ...(model.experts ? [route, expertsKernel(types.experts)] : []),
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

/** Compiles what a step needs, one behind the other; the first failure ends it. */
export const compileStep = async (input: CompileInput): Promise<StepCompilation> => {
  const { plan, adapterKind, compile, variantOf } = input;
  const pipelines = new Map<string, GPUComputePipeline>();
  const products = new Map<string, CompiledKernel>();
  for (const kernel of kernelsOf(plan)) {
    const compilation = await compile(kernel, stepVariant(kernel, input));
    if (compilation.status !== "compiled") return compilation;
    pipelines.set(kernel.id, compilation.pipeline);
  }
  for (const kernel of productsOf(input)) {
    const usual =
      adapterKind === "software" ? variantById(kernel, kernel.softwareVariant) : kernel.variants[0];
    const variant = variantOf?.(kernel) ?? usual;
    const compilation = await compile(kernel, variant);
    if (compilation.status !== "compiled") return compilation;
    products.set(kernel.id, { kernel, variant, pipeline: compilation.pipeline });
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
      productOf: (dataType, rows) => known(products, kernelFor(input, dataType, rows).id),
    },
  };
};
