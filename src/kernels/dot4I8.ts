import source from "../../shaders/dot4-i8.wgsl?raw";
import { ceilingKernels } from "../domain/result.ts";
import { arithmeticKernel, chainBlocks, rounds, seedOf } from "./arithmetic.ts";

const seedBlocks = 2 + chainBlocks;

const word = new DataView(new ArrayBuffer(4));
const bitsOf = (value: number): number => {
  word.setFloat32(0, value);
  return word.getInt32(0);
};

/** Sum of the products of four signed bytes. */
const dot4 = (x: number, a: number): number => {
  let sum = 0;
  for (let shift = 0; shift < 32; shift += 8) sum += ((x << shift) >> 24) * ((a << shift) >> 24);
  return sum;
};

/** The ceiling of the int8 dot product: x ← dot4I8Packed(x, a) + b, four multiply-adds each. */
export const dot4I8 = arithmeticKernel({
  id: ceilingKernels.dot4I8,
  dataType: "int8",
  ceiling: "dot4I8",
  source,
  requires: [],
  flopsPerRound: 8,
  seedBlocks,
  tolerance: () => 0,
  chains: (seeds, invocation, lane) => {
    const seed = (block: number): number =>
      bitsOf(seedOf(seeds, seedBlocks * invocation, block, lane));
    const a = seed(0);
    const b = seed(1);
    let value = 0;
    for (let block = 2; block < seedBlocks; block++) {
      let x = seed(block);
      for (let round = 0; round < rounds; round++) x = (dot4(x, a) + b) | 0;
      value += x & 0xffff;
    }
    return { value, magnitude: value };
  },
});
