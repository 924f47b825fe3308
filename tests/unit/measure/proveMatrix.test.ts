import { describe, expect, it } from "vitest";
import type { MatrixShape } from "../../../src/domain/work.ts";
import { f32Words, hash, regenerate } from "../../../src/kernels/inputs.ts";
import { activationStride } from "../../../src/kernels/matrixLayout.ts";
import { sumTolerance } from "../../../src/kernels/tolerance.ts";
import { weightTypes } from "../../../src/kernels/weightTypes.ts";
import { proveProduct, proveRows, type MatrixProof } from "../../../src/measure/proveMatrix.ts";
import { Random } from "../../../src/measure/random.ts";
import { placeMatrices, RowReader } from "../../../src/measure/weightPlacement.ts";

/** A NaN that no kernel writes. */
const poison = new Float32Array(new Uint32Array([0x7fc0dead]).buffer)[0]!;

/** A product as a kernel gives it: summed in f32, each output rounded as it goes. */
const productOf = (shape: MatrixShape, tileColumns = 16): MatrixProof => {
  const { m, n, k } = shape;
  const source = { buffer: {} as GPUBuffer, bytes: 2 ** 30, seed: hash(3) };
  const [matrix] = placeMatrices([source], [{ rows: n, columns: k }], weightTypes.f16.format)!;
  const inputStride = activationStride(k);
  const outputStride = activationStride(n);
  const words = new Uint32Array(k);
  const input = new Float32Array(m * inputStride);
  for (let row = 0; row < m; row++) {
    regenerate(f32Words.pattern, hash(4), row * k, words);
    f32Words.decode(words, input.subarray(row * inputStride, row * inputStride + k));
  }
  const output = new Float32Array(m * outputStride).fill(poison);
  const reader = new RowReader(matrix!);
  for (let column = 0; column < n; column++) {
    const weights = reader.row(column);
    for (let row = 0; row < m; row++) {
      let sum = 0;
      for (let i = 0; i < k; i++) {
        sum = Math.fround(sum + weights[i]! * input[row * inputStride + i]!);
      }
      output[row * outputStride + column] = sum;
    }
  }
  const tolerance = sumTolerance(k);
  return {
    shape,
    matrix: matrix!,
    input,
    inputStride,
    output,
    outputStride,
    scale: 1,
    tolerance,
    tileColumns,
  };
};

/** The same with one output changed. */
const withFault = (
  proof: MatrixProof,
  [row, column]: readonly [number, number],
  change: (value: number) => number,
): MatrixProof => {
  const output = proof.output.slice();
  const index = row * proof.outputStride + column;
  output[index] = change(output[index]!);
  return { ...proof, output };
};

const provers = { rows: proveRows, product: proveProduct } as const;
const small: MatrixShape = { m: 7, n: 101, k: 67 };
const right = productOf(small);
const seeds = [1, 2, 3, 4, 5];

describe.each(Object.entries(provers))("a proof by %s", (_, prove) => {
  it.each(seeds)("accepts rounding, with seed %i", (seed) => {
    const { status, maxRelativeError, tolerance, reason } = prove(right, new Random(seed));
    expect(reason).toBeUndefined();
    expect(status).toBe("passed");
    expect(maxRelativeError).toBeGreaterThan(0);
    expect(maxRelativeError).toBeLessThan(tolerance);
  });

  it("does not look at padding, which may hold anything", () => {
    expect(right.outputStride).toBeGreaterThan(small.n);
    expect(right.output[small.n]).toBeNaN();
    expect(prove(right, new Random(1)).status).toBe("passed");
  });

  const faults: readonly (readonly [string, (value: number) => number])[] = [
    ["never written", () => poison],
    ["zero", () => 0],
    ["infinite", () => Infinity],
    ["of the other sign", (value) => -value],
    ["a thousandth too large", (value) => 1.001 * value],
  ];
  const places = [
    [0, 0],
    [3, 50],
    [small.m - 1, small.n - 1],
  ] as const;
  for (const [what, change] of faults) {
    it.each(places)(`sees that output [%i, %i] is ${what}`, (row, column) => {
      for (const seed of seeds) {
        const verification = prove(withFault(right, [row, column], change), new Random(seed));
        expect(verification.status, `with seed ${seed}`).toBe("failed");
        expect(verification.reason).toBeDefined();
      }
    });
  }

  it("sees that two outputs are exchanged", () => {
    const exchanged = withFault(right, [2, 10], () => right.output[2 * right.outputStride + 11]!);
    expect(prove(exchanged, new Random(1)).status).toBe("failed");
  });

  it("sees that one of 67 products is missing in one output", () => {
    const weight = new RowReader(right.matrix).row(60)[20]!;
    const missing = weight * right.input[4 * right.inputStride + 20]!;
    const faulty = withFault(right, [4, 60], (value) => value - missing);
    expect(prove(faulty, new Random(1)).status).toBe("failed");
  });

  it("knows the scale", () => {
    expect(prove({ ...right, scale: 0.5 }, new Random(1)).status).toBe("failed");
    const halved = { ...right, output: right.output.map((value) => value / 2), scale: 0.5 };
    expect(prove(halved, new Random(1)).status).toBe("passed");
  });

  it("fails with finite words where the output is not a number", () => {
    const { maxRelativeError } = prove(
      withFault(right, [0, 0], () => poison),
      new Random(1),
    );
    expect(Number.isFinite(maxRelativeError)).toBe(true);
  });
});

describe("a proof of more weights than are all checked", () => {
  const shape: MatrixShape = { m: 1, n: 8200, k: 260 };
  const large = productOf(shape, 16);

  it("accepts rounding", () => {
    expect(shape.n * shape.k).toBeGreaterThan(2 ** 21);
    expect(proveRows(large, new Random(1)).status).toBe("passed");
  });

  it("sees a wrong tile wherever it is", () => {
    for (const tile of [0, 1, 200, 511, 512]) {
      const output = large.output.slice();
      output.fill(0, 16 * tile, Math.min(shape.n, 16 * (tile + 1)));
      expect(proveRows({ ...large, output }, new Random(tile)).status, `tile ${tile}`).toBe(
        "failed",
      );
    }
  });

  it.each([0, 8199])("always looks at row %i, at a binding's edge", (column) => {
    const faulty = withFault(large, [0, column], (value) => -value);
    for (const seed of seeds) expect(proveRows(faulty, new Random(seed)).status).toBe("failed");
  });

  it("sees any output that was never written", () => {
    const faulty = withFault(large, [0, 4321], () => poison);
    expect(proveRows(faulty, new Random(1)).reason).toContain("4321");
  });
});
