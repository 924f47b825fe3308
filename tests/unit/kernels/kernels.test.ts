import { describe, expect, it } from "vitest";
import type { StreamShape } from "../../../src/domain/result.ts";
import type { MatrixShape } from "../../../src/domain/work.ts";
import type { Kernel, Variant } from "../../../src/kernels/kernel.ts";
import { variantById } from "../../../src/kernels/kernel.ts";
import { kernels, matrixKernel } from "../../../src/kernels/kernels.ts";
import { dataTypes } from "../../../src/domain/dataType.ts";

const named = kernels.map((kernel) => [kernel.id, kernel] as const);

/** WebGPU's own limits, which every device has. */
const everyDevice = { invocations: 256, workgroupBytes: 16_384 };

const workgroupsOf = (kernel: Kernel, shape: MatrixShape & StreamShape, variant: Variant): number =>
  kernel.workgroups(shape, variant);

it("names each kernel once", () => {
  expect(new Set(kernels.map(({ id }) => id)).size).toBe(kernels.length);
});

describe.each(named)("%s", (_, kernel) => {
  it("names each variant once, the one for processors among them", () => {
    const ids = kernel.variants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(variantById(kernel, kernel.softwareVariant).id).toBe(kernel.softwareVariant);
    expect(() => variantById(kernel, "9x9")).toThrow(kernel.id);
  });

  it("has a variant that needs no more than every device has", () => {
    const modest = kernel.variants.filter(
      ({ invocations, workgroupBytes }) =>
        invocations <= everyDevice.invocations && workgroupBytes <= everyDevice.workgroupBytes,
    );
    expect(modest.length).toBeGreaterThan(0);
  });

  it("sets only constants that its shader has", () => {
    for (const { id, source, constants } of kernel.variants) {
      for (const name of Object.keys(constants)) {
        expect(source, `${id} sets ${name}`).toMatch(new RegExp(`override ${name}\\b`));
      }
    }
  });

  it("enables what it requires", () => {
    const enabled: Readonly<Record<string, RegExp>> = {
      subgroups: /enable subgroups;/,
      "shader-f16": /enable f16;/,
    };
    for (const { source, requires } of kernel.variants) {
      for (const [feature, pattern] of Object.entries(enabled)) {
        expect(pattern.test(source)).toBe(requires.some((each) => each === feature));
      }
    }
  });

  it("needs a workgroup for one output and no fewer for more", () => {
    for (const variant of kernel.variants) {
      const counts = [1, 5, 100, 4097].map((size) =>
        workgroupsOf(kernel, { m: 1, n: size, k: 64, elements: size }, variant),
      );
      expect(counts[0]).toBe(1);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
  });
});

describe("a matrix kernel", () => {
  it.each(dataTypes)("of %s moves what its type stores", (dataType) => {
    const bits = { f32: 32, f16: 16, int8: 8, int4: 4.5, mxfp4: 4.25 }[dataType];
    const { flops, bytes } = matrixKernel("gemv", dataType).work({ m: 1, n: 256, k: 512 });
    expect(flops).toBe(2 * 256 * 512);
    expect(bytes).toBe((256 * 512 * bits) / 8 + 4 * 512 + 4 * 256);
  });

  it("has a tolerance that grows with the square root of K", () => {
    const { tolerance } = matrixKernel("gemm", "f16");
    const ratio = tolerance({ m: 1, n: 1, k: 40_000 }) / tolerance({ m: 1, n: 1, k: 10_000 });
    expect(ratio).toBeCloseTo(2, 1);
  });
});
