import { describe, expect, it } from "vitest";
import { variantById } from "../../../src/kernels/kernel.ts";
import { multiplyAddF32 } from "../../../src/kernels/multiplyAddF32.ts";
import { streamRead } from "../../../src/kernels/streamRead.ts";
import { streamSum } from "../../../src/kernels/streamReference.ts";

describe("the sums of a streaming read", () => {
  it.each(streamRead.variants.map(({ id }) => id))("%s take every word once", (id) => {
    const variant = variantById(streamRead, id);
    const blocks = 3 * 16_384 + 77;
    const chunks = streamRead.workgroups({ elements: 4 * blocks }, variant);
    const seen = new Uint8Array(4 * blocks);
    for (let chunk = 0; chunk < chunks; chunk++) {
      for (let invocation = 0; invocation < variant.invocations; invocation++) {
        streamSum(variant, chunk, invocation, blocks, (index) => {
          seen[index] = seen[index]! + 1;
          return 0;
        });
      }
    }
    expect(seen.every((times) => times === 1)).toBe(true);
  });

  it("are of 32 bits", () => {
    const variant = streamRead.variants[0];
    expect(streamSum(variant, 0, 0, 2, () => 0xc0000000)).toBe(0);
    expect(streamSum(variant, 0, 0, 1, () => 0xffffffff)).toBe(0xfffffffc);
  });
});

describe("the chains of multiply-adds", () => {
  const [variant] = multiplyAddF32.variants;
  const seeds = Float32Array.from({ length: 4096 }, (_, i) => Math.sin(i + 1) / 2 + 0.6);

  /** Round by round, as the shader goes. */
  const roundByRound = (invocation: number, lane: number, rounds: number): number => {
    const seed = (block: number): number => seeds[(4 * (10 * invocation + block) + lane) % 4096]!;
    const a = Math.fround(1 - 2 ** -12 * Math.abs(seed(0)));
    const b = 2 ** -10 * seed(1);
    let sum = 0;
    for (let chain = 2; chain < 10; chain++) {
      let x = seed(chain);
      for (let round = 0; round < rounds; round++) x = a * x + b;
      sum += x;
    }
    return sum;
  };

  it.each([
    [0, 0],
    [17, 3],
    [1000, 2],
  ])("of invocation %i, lane %i have a closed form", (invocation, lane) => {
    const { value, magnitude } = multiplyAddF32.output(seeds, 4 * invocation + lane, variant);
    expect(Math.abs(value - roundByRound(invocation, lane, 256)) / magnitude).toBeLessThan(1e-12);
  });

  it("differ by more than the tolerance with a round more or less", () => {
    const { value, magnitude } = multiplyAddF32.output(seeds, 4 * 5 + 1, variant);
    const tolerance = multiplyAddF32.tolerance({ elements: 1 });
    for (const rounds of [255, 257]) {
      const off = Math.abs(value - roundByRound(5, 1, rounds)) / magnitude;
      expect(off).toBeGreaterThan(tolerance);
    }
  });
});
