import { describe, expect, it } from "vitest";
import { noMatrixUnit } from "../../../src/domain/matrixUnit.ts";
import { rounds } from "../../../src/kernels/arithmetic.ts";
import type { Variant } from "../../../src/kernels/kernel.ts";
import { matrixCeilings } from "../../../src/kernels/matrixCeilings.ts";
import { usualOffer } from "../../../src/kernels/matrixUnitParts.ts";

const seeds = Float32Array.from(
  { length: 2 ** 14 },
  (_, i) => (i % 3 === 0 ? -1 : 1) * (0.5 + (((7919 * i) % 1000) / 1000) * 0.499),
);

const wholes = (seed: number): number => Math.sign(seed) * (Math.floor(8 * Math.abs(seed)) - 3);

/** One number of one result after every round, product by product, with the largest sum on the way. */
const byRounds = (variant: Variant, index: number): { value: number; largest: number } => {
  const { UNIT_M = 0, UNIT_N = 0, UNIT_K = 0, SUBGROUPS = 0, RIGHTS = 0 } = variant.sizes!;
  const workgroup = Math.floor(index / (UNIT_M * UNIT_N * SUBGROUPS));
  const subgroup = Math.floor(index / (UNIT_M * UNIT_N)) % SUBGROUPS;
  const row = Math.floor((index % (UNIT_M * UNIT_N)) / UNIT_N);
  const column = index % UNIT_N;
  const lefts = SUBGROUPS * UNIT_M * UNIT_K;
  const first = workgroup * (lefts + RIGHTS * UNIT_N * UNIT_K);
  const number = (at: number): number => wholes(seeds[(first + at) % seeds.length]!);
  const left = Array.from({ length: UNIT_K }, (_, k) =>
    number((subgroup * UNIT_M + row) * UNIT_K + k),
  );
  const opposite = left.map((each, k) =>
    k === (5 * row + 3) % UNIT_K ? -each - Math.sign(each) : -each,
  );
  let value = 0;
  let largest = 0;
  for (let right = 0; right < RIGHTS; right++) {
    const dot = (operand: readonly number[]): number =>
      operand.reduce(
        (sum, each, k) => sum + each * number(lefts + (right * UNIT_N + column) * UNIT_K + k),
        0,
      );
    let sum = 0;
    for (let round = 0; round < rounds; round++) {
      sum += dot(left);
      largest = Math.max(largest, Math.abs(sum));
      sum += dot(opposite);
      largest = Math.max(largest, Math.abs(sum));
    }
    value += sum;
  }
  return { value, largest };
};

describe.each(matrixCeilings().map((kernel) => [kernel.id, kernel] as const))("%s", (_, kernel) => {
  const [variant] = kernel.variants;

  it.each([0, 17, 300, 1023, 5000])("has output %i in closed form", (index) => {
    const { value, largest } = byRounds(variant, index);
    expect(kernel.output(seeds, index, variant).value).toBe(value);
    expect(largest).toBeLessThanOrEqual(2048); // to which f16 holds every whole number
  });

  it("finds an output that a changed sign of a right operand changes", () => {
    const { UNIT_M = 0, UNIT_K = 0, SUBGROUPS = 0 } = variant.sizes!;
    const lefts = SUBGROUPS * UNIT_M * UNIT_K;
    const chosen = new Set(Array.from({ length: UNIT_M }, (__, row) => (5 * row + 3) % UNIT_K));
    for (let seed = lefts; seed < lefts + 200; seed++) {
      if (!chosen.has((seed - lefts) % UNIT_K)) continue;
      const index = kernel.outputOfSeed(seed, variant);
      const changed = seeds.slice();
      changed[seed] = -changed[seed]!;
      const [before, after] = [seeds, changed].map((each) => kernel.output(each, index, variant));
      expect(after?.value).not.toBe(before?.value);
    }
  });

  it("counts the FLOP of its workgroups, whatever the unit's shape", () => {
    const elements = 2 ** 10;
    const { flops } = kernel.work({ elements });
    const shapes = [
      [16, 16, 16],
      [16, 8, 8],
      [8, 8, 8],
      [16, 16, 32],
    ] as const;
    for (const [M, N, K] of shapes) {
      const units = usualOffer.units.map((unit) => ({ ...unit, M, N, K }));
      for (const each of kernel.variantsOn!({ ...noMatrixUnit, units })) {
        const { SUBGROUPS = 0, RIGHTS = 0 } = each.sizes!;
        const ofWorkgroup = SUBGROUPS * RIGHTS * rounds * 2 * 2 * M * N * K;
        expect(kernel.workgroups({ elements }, each) * ofWorkgroup).toBe(flops);
      }
    }
  });
});
