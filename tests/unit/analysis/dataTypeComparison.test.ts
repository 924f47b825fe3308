import { describe, expect, it } from "vitest";
import { ceilingsOf } from "../../../src/analysis/ceilings.ts";
import { dataTypeComparison } from "../../../src/analysis/dataTypeComparison.ts";
import { deriveKernel } from "../../../src/analysis/derive.ts";
import type { DataType } from "../../../src/domain/dataType.ts";
import type { KernelMeasurement } from "../../../src/domain/result.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { failed, gemm, kernelMeasurement } from "./kernelMeasurement.ts";

const vector = { m: 1, n: 1024, k: 1024 };
const square = { m: 256, n: 256, k: 256 };

const gemvOf = (
  dataType: DataType,
  seconds: number,
  overrides: Partial<KernelMeasurement> = {},
): KernelMeasurement =>
  kernelMeasurement({ dataType, shape: vector, seconds: intervalAround(seconds), ...overrides });
const gemmOf = (
  dataType: DataType,
  seconds: number,
  overrides: Partial<KernelMeasurement> = {},
): KernelMeasurement =>
  gemm({ dataType, shape: square, seconds: intervalAround(seconds), ...overrides });

const compare = (...rows: readonly KernelMeasurement[]) =>
  dataTypeComparison(rows.map((row) => deriveKernel(row, ceilingsOf(rows))));

describe("data types side by side", () => {
  it("are multiples of f16's speed in either phase", () => {
    const { rows, decodeShape, prefillShape } = compare(
      gemvOf("f16", 0.01),
      gemvOf("int4", 0.0025),
      gemmOf("f16", 0.1),
      gemmOf("int4", 0.125),
    );
    expect(decodeShape).toEqual(vector);
    expect(prefillShape).toEqual(square);
    expect(rows).toEqual([
      { dataType: "f16", bytesPerWeight: 2, decodeSpeedUp: 1, prefillSpeedUp: 1 },
      { dataType: "int4", bytesPerWeight: 0.5625, decodeSpeedUp: 4, prefillSpeedUp: 0.8 },
    ]);
  });

  it("say nothing of a phase in which a type or f16 is missing", () => {
    const { rows, prefillShape } = compare(
      gemvOf("f16", 0.01),
      gemvOf("int8", 0.005),
      gemmOf("int8", 1),
    );
    expect(prefillShape).toBeUndefined();
    expect(rows.map(({ dataType, decodeSpeedUp }) => [dataType, decodeSpeedUp])).toEqual([
      ["f16", 1],
      ["int8", 2],
    ]);
    expect(rows.map(({ prefillSpeedUp }) => prefillSpeedUp)).toEqual([undefined, undefined]);
    expect(compare(gemvOf("int8", 0.005)).rows).toEqual([]);
  });

  it("compare one shape only: that which most types share", () => {
    const other = { m: 1, n: 2048, k: 2048 };
    const { rows, decodeShape } = compare(
      gemvOf("f16", 0.04, { shape: other }),
      gemvOf("f16", 0.01),
      gemvOf("int4", 0.005),
      gemvOf("int8", 0.001, { shape: other, ...failed }),
    );
    expect(decodeShape).toEqual(vector);
    expect(rows.map(({ dataType }) => dataType)).toEqual(["f16", "int4"]);
  });

  it("take the fastest kernel of a type", () => {
    const { rows } = compare(
      gemvOf("f16", 0.01),
      gemvOf("int8", 0.008),
      gemvOf("int8", 0.005, { id: "gemv-dot4-int8" }),
    );
    expect(rows.at(-1)?.decodeSpeedUp).toBe(2);
  });

  it.each<readonly [string, Partial<KernelMeasurement>]>([
    ["was wrong", failed],
    ["came from the cache", { residency: "cache" }],
    ["was for several users", { shape: { ...vector, m: 8 } }],
    ["was of another shape", { shape: { ...vector, k: 512 } }],
  ])("take no product that %s", (_why, overrides) => {
    const [f16, int4] = [gemvOf("f16", 0.01), gemvOf("int4", 0.005, overrides)];
    expect(compare(f16, int4).rows).toHaveLength(1);
    expect(compare(f16, gemvOf("int4", 0.005)).rows).toHaveLength(2);
  });

  it("take no product that was proved only", () => {
    const { seconds: _seconds, ...proved } = gemvOf("int4", 0.005);
    expect(compare(gemvOf("f16", 0.01), proved).rows).toHaveLength(1);
  });
});
