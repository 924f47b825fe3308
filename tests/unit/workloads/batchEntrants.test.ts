import { describe, expect, it } from "vitest";
import type { MatrixKernel } from "../../../src/kernels/kernel.ts";
import { matrixKernel } from "../../../src/kernels/kernels.ts";
import {
  batchEntrants,
  entrantId,
  type Entrant,
  type EntrantInput,
} from "../../../src/workloads/batchEntrants.ts";

const input: Omit<EntrantInput, "batch"> = {
  dataType: "f16",
  candidates: ({ variants }) => variants.filter(({ requires }) => requires.length === 0),
  winnerOf: () => undefined,
  last: undefined,
};
const idsFor = (batch: number, change: Partial<EntrantInput> = {}) =>
  batchEntrants({ ...input, batch, ...change }).map(entrantId);

const winners =
  (found: Readonly<Record<string, string>>) =>
  ({ id }: MatrixKernel): string | undefined =>
    found[id];

const entrantOf = (kernel: MatrixKernel, id: string): Entrant => ({
  kernel,
  variant: kernel.variants.find((variant) => variant.id === id)!,
});
const gemmWon = entrantOf(matrixKernel("gemm", "f16"), "64x64");
const batchWon = entrantOf(matrixKernel("gemvBatch", "f16"), "128x32");

describe("kernels that are raced for users at once", () => {
  it("are the matrix-vector kernels for one user", () => {
    expect(idsFor(1)).toEqual(["gemv-f16 128x32"]);
    expect(idsFor(1, { dataType: "int4" })).toEqual([
      "gemv-int4 128x32",
      expect.stringMatching(/^gemv-dot4-int4 /),
    ]);
  });

  it.each([2, 4, 8])("are the small-batch kernel and the smallest tile for %d", (batch) => {
    expect(idsFor(batch)).toEqual(["gemv-batch-f16 128x32", "gemm-f16 16x128"]);
  });

  it("are those by int8 dot products too where weights have so few bits", () => {
    expect(idsFor(8, { dataType: "int4" })).toEqual([
      "gemv-batch-int4 128x32",
      "gemv-batch-dot4-int4 128x32",
      "gemm-int4 16x128",
    ]);
  });

  it.each([16, 32, 64])("are products before the small-batch kernel for %d", (batch) => {
    expect(idsFor(batch)).toEqual(["gemm-f16 16x128", "gemm-f16 128x128", "gemv-batch-f16 128x32"]);
  });

  it.each([128, 512])("are products alone for %d", (batch) => {
    expect(idsFor(batch)).toEqual(["gemm-f16 128x128"]);
    expect(idsFor(batch, { last: batchWon })).toEqual(["gemm-f16 128x128"]);
  });

  it("take the variants that were found fastest, of the matrix-vector kernel too", () => {
    const winnerOf = winners({ "gemv-f16": "256x16", "gemm-f16": "64x128" });
    expect(idsFor(1, { winnerOf })).toEqual(["gemv-f16 256x16"]);
    expect(idsFor(8, { winnerOf })[0]).toBe("gemv-batch-f16 256x16");
    expect(idsFor(512, { winnerOf })).toEqual(["gemm-f16 64x128"]);
    const own = winners({ "gemv-f16": "256x16", "gemv-batch-f16": "64x64" });
    expect(idsFor(8, { winnerOf: own })[0]).toBe("gemv-batch-f16 64x64");
  });

  it("leave out the small-batch kernel once a product was faster, which then comes first", () => {
    const fewer = idsFor(16, { last: gemmWon });
    expect(fewer).toEqual(["gemm-f16 64x64", "gemm-f16 16x128", "gemm-f16 128x128"]);
    expect(idsFor(4, { last: gemmWon })).toEqual(["gemm-f16 64x64", "gemm-f16 16x128"]);
    expect(idsFor(16, { last: batchWon })).toContain("gemv-batch-f16 128x32");
  });

  it("name none twice", () => {
    const winnerOf = winners({ "gemm-f16": "16x128" });
    const last = entrantOf(matrixKernel("gemm", "f16"), "16x128");
    expect(idsFor(32, { winnerOf, last })).toEqual(["gemm-f16 16x128"]);
  });

  it("are only those that the device can run", () => {
    expect(idsFor(8, { candidates: () => [] })).toEqual([]);
  });
});
