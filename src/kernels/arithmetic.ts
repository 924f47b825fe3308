import type { Work } from "../domain/work.ts";
import type { StreamShape } from "../domain/result.ts";
import type { ArithmeticKernel, Variant } from "./kernel.ts";
import type { ReferenceValue } from "./reference.ts";

/** Rounds that one invocation runs on each of its chains. */
export const rounds = 256;
const lanesPerBlock = 4;
/** Blocks of four chains. */
export const chainBlocks = 8;

/** What the kernels that find arithmetic ceilings have in common; `elements` are invocations. */
export const arithmeticKernel = (
  own: Pick<ArithmeticKernel, "id" | "dataType" | "ceiling" | "tolerance"> & {
    /** Blocks of four f32 seeds that an invocation reads. */
    readonly seedBlocks: number;
    /** Component `lane` of what an invocation writes: the sum of eight of its chains. */
    readonly chains: (seeds: Float32Array, invocation: number, lane: number) => ReferenceValue;
    readonly source: string;
    readonly requires: readonly GPUFeatureName[];
    readonly flopsPerRound: number;
  },
): ArithmeticKernel => {
  const { source, requires, flopsPerRound, seedBlocks, chains, ...descriptor } = own;
  const variant = (workgroupSize: number): Variant => ({
    id: String(workgroupSize),
    source,
    requires,
    constants: { workgroupSize },
    invocations: workgroupSize,
    workgroupBytes: 0,
  });
  return {
    ...descriptor,
    phase: "prefill",
    operation: "other",
    stream: "arithmetic",
    variants: [variant(256), variant(64)],
    softwareVariant: "64",
    work: ({ elements }: StreamShape): Work => ({
      flops: flopsPerRound * rounds * chainBlocks * lanesPerBlock * elements,
      bytes: 16 * (seedBlocks + 1) * elements,
    }),
    workgroups: ({ elements }, { invocations }) => Math.ceil(elements / invocations),
    outputsPerWorkgroup: ({ invocations }) => lanesPerBlock * invocations,
    output: (seeds, index) =>
      chains(seeds, Math.floor(index / lanesPerBlock), index % lanesPerBlock),
    outputOfSeed: (seed) => {
      const block = Math.floor(seed / lanesPerBlock);
      return lanesPerBlock * Math.floor(block / seedBlocks) + (seed % lanesPerBlock);
    },
  };
};

/** Component `lane` of a block of the seeds that an invocation reads; blocks past the end begin anew. */
export const seedOf = (
  seeds: Float32Array,
  firstBlock: number,
  block: number,
  lane: number,
): number => seeds[((firstBlock + block) * lanesPerBlock + lane) % seeds.length]!;
