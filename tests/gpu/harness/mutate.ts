import type { Verification } from "../../../src/domain/result.ts";
import { compile } from "../../../src/gpu/compile.ts";
import { readBuffer } from "../../../src/gpu/readBuffer.ts";
import { activationStride } from "../../../src/kernels/matrixLayout.ts";
import { liveBuffersLabelled } from "./bufferCensus.ts";
import { kernelById } from "./prepareKernel.ts";
import { proveWith, variantOf, type Proof, type ProofInput } from "./prove.ts";
import { sharedContext } from "./trialContext.ts";

/** A text in a shader and what stands in its place: one fault. */
export interface Mutation {
  readonly find: string;
  readonly replace: string;
}

export type MutantOutcome =
  | {
      readonly status: "ran";
      readonly verification: Verification;
      readonly errors: readonly string[];
      /** Share of all outputs that are those of the control, bit for bit. */
      readonly rightShare: number;
    }
  | { readonly status: "not-compiled"; readonly message: string };

export interface MutantTrial {
  /** The same shape and inputs through the kernel as it is. */
  readonly control: Proof;
  readonly mutants: readonly MutantOutcome[];
}

export const mutatedSource = (source: string, { find, replace }: Mutation): string => {
  if (source.split(find).length !== 2) throw new Error(`"${find}" is not in the shader once`);
  return source.replace(find, () => replace);
};

/** What the works call the buffers that their kernels write. */
const outputLabels = ["output", "sums", "copy", "written", "results", "count"];

/** All outputs as words, without the padding of rows. */
const readOutputs = async ({ shape }: ProofInput): Promise<Uint32Array> => {
  const { gpu } = await sharedContext();
  const buffers = liveBuffersLabelled(outputLabels);
  const words = new Uint32Array(buffers.reduce((sum, { size }) => sum + size / 4, 0));
  let first = 0;
  for (const buffer of buffers) {
    words.set(new Uint32Array(await readBuffer(gpu, buffer, 0, buffer.size)), first);
    first += buffer.size / 4;
  }
  if (!("n" in shape)) return words;
  const stride = activationStride(shape.n);
  return words.filter((_, index) => index % stride < shape.n);
};

const shareOfEqual = (words: Uint32Array, control: Uint32Array): number =>
  words.reduce((equal, word, index) => equal + (word === control[index] ? 1 : 0), 0) /
  control.length;

const runWith = async (
  input: ProofInput,
  source: string,
): Promise<{ proof: Proof; outputs: Uint32Array } | { message: string }> => {
  const { gpu } = await sharedContext();
  const kernel = kernelById(input.kernel);
  const { constants } = variantOf(kernel, input);
  const compilation = await compile(gpu, source, constants, kernel.id);
  if (compilation.status !== "compiled") return { message: compilation.message };
  let outputs: Uint32Array = new Uint32Array();
  const proof = await proveWith(input, compilation.pipeline, async () => {
    outputs = await readOutputs(input);
  });
  return { proof, outputs };
};

/** Runs a kernel as it is and then each mutation of it, all on the same inputs. */
export const tryMutants = async (
  input: ProofInput,
  mutations: readonly Mutation[],
): Promise<MutantTrial> => {
  const kernel = kernelById(input.kernel);
  const { source } = variantOf(kernel, input);
  const control = await runWith(input, source);
  if ("message" in control) throw new Error(control.message);
  const mutants: MutantOutcome[] = [];
  for (const mutation of mutations) {
    const mutant = await runWith(input, mutatedSource(source, mutation));
    mutants.push(
      "message" in mutant
        ? { status: "not-compiled", message: mutant.message }
        : {
            status: "ran",
            verification: mutant.proof.verification,
            errors: mutant.proof.errors,
            rightShare: shareOfEqual(mutant.outputs, control.outputs),
          },
    );
  }
  return { control: control.proof, mutants };
};
