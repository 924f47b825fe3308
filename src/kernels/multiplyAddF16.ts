import body from "../../shaders/multiply-add-f16.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import { arithmeticKernel, chainBlocks, rounds, seedOf } from "./arithmetic.ts";
import { composeShader } from "./composeShader.ts";

const seedBlocks = chainBlocks;

/** The f16 arithmetic ceiling: x ← 1·x + b in whole numbers, exact. */
export const multiplyAddF16 = arithmeticKernel({
  id: ceilingKernels.multiplyAddF16,
  dataType: "f16",
  ceiling: "f16",
  source: composeShader([body], ["f16"]),
  requires: ["shader-f16"],
  flopsPerRound: 2,
  seedBlocks,
  tolerance: () => 0,
  chains: (seeds, invocation, lane) => {
    let value = 0;
    for (let block = 0; block < seedBlocks; block++) {
      const first = Math.floor(512 * Math.abs(seedOf(seeds, seedBlocks * invocation, block, lane)));
      value += first + rounds * (lane + 1);
    }
    return { value, magnitude: value };
  },
});
