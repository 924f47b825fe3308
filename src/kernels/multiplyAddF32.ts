import source from "../../shaders/multiply-add-f32.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import { arithmeticKernel, chainBlocks, rounds, seedOf } from "./arithmetic.ts";
import { recurrenceTolerance } from "./tolerance.ts";

const seedBlocks = 2 + chainBlocks;

/** The f32 arithmetic ceiling: x ← a·x + b with a just below 1. */
export const multiplyAddF32 = arithmeticKernel({
  id: ceilingKernels.multiplyAddF32,
  dataType: "f32",
  ceiling: "f32",
  source,
  requires: [],
  flopsPerRound: 2,
  seedBlocks,
  tolerance: () => recurrenceTolerance(rounds),
  /** All rounds in closed form: x·aⁿ + b·(1 - aⁿ)/(1 - a). */
  chains: (seeds, invocation, lane) => {
    const seed = (block: number): number => seedOf(seeds, seedBlocks * invocation, block, lane);
    const a = Math.fround(1 - 2 ** -12 * Math.abs(seed(0)));
    const b = 2 ** -10 * seed(1);
    const decay = a ** rounds;
    const added = (b * (1 - decay)) / (1 - a);
    let value = 0;
    let magnitude = 0;
    for (let block = 2; block < seedBlocks; block++) {
      value += seed(block) * decay + added;
      magnitude += Math.abs(seed(block)) * decay + Math.abs(added);
    }
    return { value, magnitude };
  },
});
