import { describe, expect, it } from "vitest";
import { noMatrixUnit, type MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import { matrixProducts } from "../../../src/kernels/gemmMatrix.ts";
import { matrixTiles } from "../../../src/kernels/matrixTiles.ts";
import { halvesTolerance } from "../../../src/kernels/tolerance.ts";

type Shape = readonly [M: number, N: number, K: number];

const offering = (type: string, sum: string, ...shapes: readonly Shape[]): MatrixOffer => ({
  ...noMatrixUnit,
  units: shapes.map(([M, N, K]) => ({ componentType: type, resultComponentType: sum, M, N, K })),
});

const product = (id: string) => matrixProducts().find((kernel) => kernel.id === id)!;
const idsOn = (id: string, offer: MatrixOffer): readonly string[] =>
  product(id).variantsOn!(offer).map((variant) => variant.id);

describe("a product on the matrix unit", () => {
  it("has every tile for the shape that the browser names first", () => {
    const ids = idsOn("gemm-matrix-f16", offering("f16", "f32", [16, 8, 16]));
    expect(ids).toHaveLength(matrixTiles.length);
    expect(ids[0]).toBe("128x128x32/4 16x8x16");
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has two tiles for each other shape, once", () => {
    const offer = offering("f16", "f32", [16, 16, 16], [16, 8, 8], [16, 8, 8]);
    const others = idsOn("gemm-matrix-f16", offer).filter((id) => id.endsWith("16x8x8"));
    expect(others).toEqual(["128x128x32/4 16x8x8", "32x64x32/4 16x8x8"]);
  });

  it("keeps octets packed where the browser reads them, behind the default", () => {
    const one = offering("f16", "f32", [16, 16, 16]);
    const [first, ...others] = idsOn("gemm-matrix-f16", { ...one, isPacked: true });
    expect(first).toBe(idsOn("gemm-matrix-f16", one)[0]);
    expect(others).toHaveLength(matrixTiles.length);
    expect(others.every((id) => id.includes(" packed "))).toBe(true);
    const bytes = offering("i8", "i32", [16, 16, 32]); // four to a word, packed in any case
    const ids = idsOn("gemm-matrix-i8-int8", { ...bytes, isPacked: true });
    expect(ids).toEqual(idsOn("gemm-matrix-i8-int8", bytes));
  });

  it.each([
    ["gemm-matrix-f16", offering("f16", "f16", [16, 16, 16])],
    ["gemm-matrix-f16", offering("i8", "i32", [16, 16, 32])],
    ["gemm-matrix-i8-int8", offering("f16", "f32", [16, 16, 16])],
    ["gemm-matrix-i8-int8", offering("u8", "u32", [16, 16, 32])],
    ["gemm-matrix-f16", noMatrixUnit],
    ["gemm-matrix-f16", offering("f16", "f32", [48, 16, 16])], // which divides no tile
  ])("%s has none on %o", (id, offer) => {
    expect(idsOn(id, offer)).toEqual([]);
  });

  it("leaves out the tiles that a unit does not divide", () => {
    const ids = idsOn("gemm-matrix-f16", offering("f16", "f32", [32, 8, 32]));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(matrixTiles.length);
    expect(ids.every((id) => !id.startsWith("128x128x16"))).toBe(true);
  });

  it("steps as many bytes along k in int8 as in f16", () => {
    expect(idsOn("gemm-matrix-i8-int8", offering("i8", "i32", [16, 16, 32]))[0]).toBe(
      "128x128x64/4 16x16x32",
    );
  });

  it("asks for a subgroup size only where the device has several", () => {
    const one = offering("f16", "f32", [8, 8, 8]);
    const several = { ...one, isSizeAsked: true, lanes: 16 };
    const [fixed] = product("gemm-matrix-f16").variantsOn!(one);
    const [asked] = product("gemm-matrix-f16").variantsOn!(several);
    expect(fixed?.requires).not.toContain("subgroup-size-control");
    expect(fixed?.source).not.toMatch(/@subgroup_size|subgroup_size_control/);
    expect(asked?.requires).toContain("subgroup-size-control");
    expect(asked?.source).toMatch(/^enable subgroup_size_control;$/m);
    expect(asked?.source).toContain("@subgroup_size(LANES)");
    expect([fixed?.invocations, asked?.invocations]).toEqual([128, 64]);
  });

  it("fits the least that every device has, with its smallest tile", () => {
    for (const kernel of matrixProducts()) {
      const smallest = kernel.variants.at(-1)!;
      expect(smallest.workgroupBytes).toBeLessThanOrEqual(16_384);
      expect(smallest.invocations).toBeLessThanOrEqual(256);
    }
  });

  it("covers every output once", () => {
    const { workgroups, variants } = product("gemm-matrix-f16");
    const [variant] = variants;
    expect(workgroups({ m: 128, n: 128, k: 1 }, variant)).toBe(1);
    expect(workgroups({ m: 129, n: 257, k: 1 }, variant)).toBe(2 * 3);
  });
});

describe("the tolerance of operands in f16", () => {
  /** Deterministic, evenly spread. */
  const valueAt = (i: number): number =>
    Math.sin(12.9898 * i) * 43_758.5453 - Math.floor(Math.sin(12.9898 * i) * 43_758.5453) - 0.5;

  /** To 11 bits, towards zero or to the nearest: WGSL allows either. */
  const rounded = (value: number, round: (steps: number) => number): number => {
    const step = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10);
    return round(value / step) * step;
  };

  it.each([1, 7, 64, 1000])("holds for sums of %i products, however they are rounded", (k) => {
    for (const round of [Math.round, Math.trunc, Math.ceil]) {
      for (let trial = 0; trial < 40; trial++) {
        let error = 0;
        let magnitude = 0;
        for (let i = 0; i < k; i++) {
          const x = valueAt(2 * (trial * k + i) + 1);
          const w = valueAt(2 * (trial * k + i) + 2);
          error += w * (rounded(x, round) - x);
          magnitude += Math.abs(w * x);
        }
        expect(Math.abs(error) / magnitude).toBeLessThan(halvesTolerance(k, 1));
      }
    }
  });

  it("does not hold for operands of 8 bits", () => {
    const k = 64;
    let error = 0;
    let magnitude = 0;
    for (let i = 1; i <= k; i++) {
      const x = valueAt(i);
      error += valueAt(i + k) * (Math.trunc(x * 128) / 128 - x);
      magnitude += Math.abs(valueAt(i + k) * x);
    }
    expect(Math.abs(error) / magnitude).toBeGreaterThan(halvesTolerance(k, 1));
  });
});
