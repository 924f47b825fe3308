import { describe, expect, it } from "vitest";
import { bytesPerWeight, dataTypes, type DataType } from "../../../src/domain/dataType.ts";
import {
  activationBytes,
  activationStride,
  matrixParameters,
  rowLayout,
  weightRowBytes,
} from "../../../src/kernels/matrixLayout.ts";
import { weightTypes } from "../../../src/kernels/weightTypes.ts";

describe("a stored row of weights", () => {
  it.each(dataTypes)("of %s takes the bytes of its type where it fills its blocks", (dataType) => {
    const k = 4096;
    expect(weightRowBytes(k, weightTypes[dataType].format)).toBe(k * bytesPerWeight(dataType));
  });

  it.each<[DataType, number, number, number]>([
    ["f32", 1, 1, 1],
    ["f32", 5, 2, 2],
    ["f16", 8, 1, 1],
    ["f16", 9, 2, 2],
    ["int8", 16, 1, 1],
    ["int8", 17, 2, 2],
    ["int4", 1, 1, 2], // a block of weights and one of scales
    ["int4", 32 * 8, 8, 9],
    ["int4", 32 * 8 + 1, 9, 11], // nine f16 scales need two blocks
    ["mxfp4", 32 * 16, 16, 17],
    ["mxfp4", 32 * 16 + 1, 17, 19],
  ])("of %s and %i columns has %i blocks of weights, %i in all", (dataType, k, data, all) => {
    expect(rowLayout(k, weightTypes[dataType].format)).toEqual({ dataBlocks: data, blocks: all });
  });
});

describe("a row of activations", () => {
  it.each([
    [1, 32],
    [32, 32],
    [33, 64],
    [4096, 4096],
  ])("of %i values is padded to %i", (width, stride) => {
    expect(activationStride(width)).toBe(stride);
    expect(activationBytes(3, width)).toBe(3 * 4 * stride);
  });
});

it("writes a matrix kernel's parameters in the order of its shader", () => {
  const call = {
    shape: { m: 2, n: 100, k: 40 },
    rows: { firstRow: 60, rows: 40 },
    format: weightTypes.int4.format,
    inputStride: 64,
    inputOffset: 128,
    scale: 0.25,
  };
  const words = matrixParameters(call);
  // m, rows in this binding, k, blocks of a row, of them weights, strides in vectors, rows before
  expect(Array.from(words.subarray(0, 9))).toEqual([2, 40, 40, 3, 2, 16, 32, 128, 60]);
  expect(new Float32Array(words.buffer)[9]).toBe(0.25);
  // A gate and up give half as many outputs, and their activation has a number.
  const gated = matrixParameters({ ...call, activation: 2 });
  expect([words[7], words[10], gated[7], gated[10]]).toEqual([128, 0, 64, 2]);
});
