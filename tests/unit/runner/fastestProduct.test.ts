import { expect, it } from "vitest";
import type { KernelRow } from "../../../src/domain/result.ts";
import { fastestProduct } from "../../../src/runner/fastestProduct.ts";

const row = (id: string, dataType: KernelRow["dataType"], flopsPerSecond?: number): KernelRow =>
  ({ id, dataType, ...(flopsPerSecond !== undefined && { flopsPerSecond }) }) as KernelRow;

const everywhere = row("gemm-f16", "f16", 40e12);

it.each([
  ["gemm-matrix-f16", [everywhere, row("gemm-matrix-f16", "f16", 300e12)]],
  ["gemm-f16", [everywhere, row("gemm-matrix-f16", "f16", 30e12)]],
  ["gemm-f16", [everywhere, row("gemm-matrix-f16", "f16")]], // not timed, or wrong
  ["gemm-f16", [everywhere, row("gemm-matrix-int4", "int4", 300e12)]],
  ["gemm-f16", []],
])("reads a prompt in f16 by %s", (id, rows) => {
  expect(fastestProduct(rows, "f16").id).toBe(id);
});

it("does not read a prompt by a kernel that brings it to int8", () => {
  const rows = [
    row("gemm-int8", "int8", 40e12),
    row("gemm-dot4-int8", "int8", 80e12),
    row("gemm-matrix-i8-int8", "int8", 500e12),
  ];
  expect(fastestProduct(rows, "int8").id).toBe("gemm-int8");
  const half = row("gemm-matrix-int8", "int8", 200e12);
  expect(fastestProduct([...rows, half], "int8").id).toBe("gemm-matrix-int8");
});
