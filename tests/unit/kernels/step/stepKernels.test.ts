import { describe, expect, it } from "vitest";
import { relativeError } from "../../../../src/kernels/reference.ts";
import { activate } from "../../../../src/kernels/step/activate.ts";
import { argmax, argmaxPieces } from "../../../../src/kernels/step/argmax.ts";
import { attend, attendTiles, type AttendShape } from "../../../../src/kernels/step/attend.ts";
import { attendTile, tileVariantFor } from "../../../../src/kernels/step/attendTile.ts";
import { decodeHalves } from "../../../../src/kernels/step/float16.ts";
import { norm } from "../../../../src/kernels/step/norm.ts";
import { rotate } from "../../../../src/kernels/step/rotate.ts";
import { route } from "../../../../src/kernels/step/route.ts";
import { stepKernels } from "../../../../src/kernels/step/stepKernels.ts";

/** WebGPU's own limits, which every device has. */
const everyDevice = { invocations: 256, workgroupBytes: 16_384, storageBuffers: 8 };

it("names each step kernel once", () => {
  expect(new Set(stepKernels.map(({ id }) => id)).size).toBe(stepKernels.length);
});

describe.each(stepKernels.map((kernel) => [kernel.id, kernel] as const))("%s", (_, kernel) => {
  it("runs on every device: no feature for the usual variants, no large limit for any", () => {
    const usual = [
      kernel.variants[0],
      ...kernel.variants.filter(({ id }) => id === kernel.softwareVariant),
    ];
    expect(usual.map(({ requires }) => requires)).toEqual([[], []]);
    for (const { invocations, workgroupBytes } of kernel.variants) {
      expect(invocations).toBeLessThanOrEqual(everyDevice.invocations);
      expect(workgroupBytes).toBeLessThanOrEqual(everyDevice.workgroupBytes);
    }
    expect(kernel.bindings.length).toBeLessThanOrEqual(everyDevice.storageBuffers);
  });

  it("has a variant for processors, and binds in order what its shader declares", () => {
    const ids = kernel.variants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(kernel.softwareVariant);
    for (const { source, constants } of kernel.variants) {
      const declared = new Set(
        [...source.matchAll(/@binding\((\d+)\) var<storage, \w+>/g)].map(([, place]) =>
          Number(place),
        ),
      );
      for (const place of kernel.bindings.keys()) expect(declared).toContain(place + 1);
      for (const name of Object.keys(constants)) expect(source).toContain(`override ${name}`);
    }
  });

  it("takes as much workgroup memory as its shader declares, or more", () => {
    for (const { source, constants, workgroupBytes } of kernel.variants) {
      const numbers: Readonly<Record<string, number>> = { THREADS: 64, ...constants };
      const bytes = [...source.matchAll(/^var<workgroup> \w+: array<(\w+), ([^>]+)>/gm)].map(
        ([, type = "", length = ""]) => {
          const factors = length.split("*").map((each) => {
            const name = each.trim().replace(/u$/, "");
            return numbers[name] ?? Number(name);
          });
          return factors.reduce((product, each) => product * each, type === "vec4f" ? 16 : 4);
        },
      );
      const declared = bytes.reduce((sum, each) => sum + each, 0);
      expect(declared).not.toBeNaN();
      expect(workgroupBytes).toBeGreaterThanOrEqual(declared);
    }
  });
});

describe("attention in tiles", () => {
  const shape: AttendShape = {
    sequences: 1,
    rowsPerSequence: 1,
    heads: 32,
    kvHeads: 8,
    headDim: 128,
    capacity: 4096,
    context: 4096,
    scale: 1,
    splitKeys: 64,
  };

  it.each([
    ["gives one user's heads of one key head to a workgroup", {}, [4, 1, 4, 64, 8]],
    [
      "gives a prompt's tokens to it as well",
      { rowsPerSequence: 10, splitKeys: 4096 },
      [4, 2, 8, 1, 40],
    ],
    ["takes more queries than a tile has in several", { heads: 128 }, [8, 1, 8, 64, 16]],
    ["rounds three heads up to four queries", { heads: 24 }, [3, 1, 4, 64, 8]],
    ["cuts a window only as far as it reaches", { window: 100 }, [4, 1, 4, 2, 8]],
    ["has a tile for each user", { sequences: 3, context: 64 }, [4, 1, 4, 1, 24]],
  ] as const)("%s", (_, change, expected) => {
    const tiles = attendTiles({ ...shape, ...change });
    expect([
      tiles.tileHeads,
      tiles.tileTokens,
      tiles.vectors,
      tiles.splits,
      tiles.workgroups,
    ]).toEqual(expected);
    const workgroups = tiles.workgroups * tiles.splits;
    expect(attend.workgroups({ ...shape, ...change })).toBe(workgroups);
  });

  it.each([
    ["of one token", { rowsPerSequence: 1 }, 8],
    ["of eight tokens, whose 32 queries of a key head fill one", { rowsPerSequence: 8 }, 8],
    ["of nine", { rowsPerSequence: 9 }, 16],
    ["of three heads each, that no tile holds evenly", { rowsPerSequence: 11, heads: 24 }, 16],
    ["of two prompts", { rowsPerSequence: 100, sequences: 2 }, 2 * 8 * 13],
  ] as const)("puts a prompt's queries into tiles: %s", (_, change, expected) => {
    expect(attendTile.workgroups({ ...shape, ...change })).toBe(expected);
  });

  it.each([
    [64, "32x64 d64"],
    [80, "32x64 d128"],
    [128, "32x64 d128"],
    [256, "32x64 d256"],
  ])("gives heads of %d dimensions to the variant %s", (headDim, expected) => {
    expect(tileVariantFor(headDim)).toBe(expected);
  });

  it("counts keys and values once for each key head, and pairs that are seen", () => {
    const { bytes, flops } = attend.work(shape);
    expect(bytes).toBe(2 * 8 * 128 * 4096 * 2 + 2 * 4 * 32 * 128);
    expect(flops).toBe(4 * 32 * 128 * 4096);
    // A prompt of 4 sees 1 + 2 + 3 + 4 pairs, and with a window of 2 only 1 + 2 + 2 + 2.
    const prompt = { ...shape, rowsPerSequence: 4, context: 4 };
    expect(attend.work(prompt).flops).toBe(4 * 32 * 128 * 10);
    expect(attend.work({ ...prompt, window: 2 }).flops).toBe(4 * 32 * 128 * 7);
  });
});

describe("references in float64", () => {
  it("attention is a mean of values by their scores, to which a sink adds nothing", () => {
    const sample = {
      query: new Float32Array([1, 0]),
      keys: new Float32Array([0, 5, 0, -5]),
      values: new Float32Array([2, 4, 6, 8]),
      scale: 1,
    };
    expect(attend.reference(sample).map(({ value }) => value)).toEqual([4, 6]);
    const halved = attend.reference({ ...sample, sink: Math.log(2) });
    expect(halved[0]!.value).toBeCloseTo(2, 12);
  });

  it("a norm divides by the root mean square of residual and addend", () => {
    const [sum, , normed] = norm.reference({
      residual: new Float32Array([1, 3]),
      weights: new Float32Array([2, 1]),
      epsilon: 0,
      addend: { values: new Float32Array([2, -4]), bias: new Float32Array([0, 2]) },
    });
    expect(sum).toEqual({ value: 3, magnitude: 3 });
    expect(normed!.value).toBeCloseTo((2 * 3) / Math.sqrt((9 + 1) / 2), 12);
  });

  it("a rotation by a quarter turns the first half into minus the second", () => {
    const head = new Float32Array([1, 2, 3, 4]);
    const rotations = new Float32Array([0, 1, 0, 1]); // cosine and sine of each pair
    const turned = rotate.reference({ head, epsilon: 0, rotations });
    expect(turned.map(({ value }) => value)).toEqual([-3, -4, 1, 2]);
    expect(rotate.reference({ head, epsilon: 0 }).map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  });

  it("what f16 cannot tell from zero is no error of a value in the cache", () => {
    const head = new Float32Array([2 ** -15, 0.5]);
    const [small, large] = rotate.reference({ head, epsilon: 0 });
    const { tolerance } = rotate;
    const bound = tolerance({ headDim: 2 } as Parameters<typeof tolerance>[0]);
    expect(relativeError(0, small!)).toBeLessThanOrEqual(bound);
    expect(relativeError(0.5 + 2 ** -12, large!)).toBeLessThanOrEqual(bound);
    expect(relativeError(0.5 + 2 ** -10, large!)).toBeGreaterThan(bound);
    expect(relativeError(2 ** -13, small!)).toBeGreaterThan(bound);
  });

  it.each([
    ["silu", 2, 3, (2 / (1 + Math.exp(-2))) * 3],
    ["gelu", 1, 2, 0.841192 * 2],
    ["clampedSilu", 9, 10, (7 / (1 + Math.exp(-1.702 * 7))) * 8],
    ["clampedSilu", -1, -9, (-1 / (1 + Math.exp(1.702))) * -6],
  ] as const)("%s of %d and %d", (activation, gate, up, expected) => {
    const sample = { gate: new Float64Array([gate]), up: new Float64Array([up]), activation };
    expect(activate.reference(sample)[0]!.value).toBeCloseTo(expected, 5);
  });

  it("a router takes the largest logits, the first of equal ones, and their softmax", () => {
    const logits = new Float32Array([0, 1, 3, 1]);
    const [first, weight, second] = route
      .reference({ logits, chosen: 2 })
      .map(({ value }) => value);
    expect([first, second]).toEqual([2, 1]);
    expect(weight).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });

  it("the first of equal logits is chosen", () => {
    expect(argmax.reference(new Float32Array([1, 7, 7, 3]))[0]!.value).toBe(1);
    expect(argmaxPieces({ rows: 1, columns: 151_936 })).toBe(75);
  });

  it("f16 is decoded: normal, subnormal, zero and infinite", () => {
    const words = new Uint32Array([0x3c00_c000, 0x0001_8000, 0x7c00_7bff]);
    expect([...decodeHalves(words)]).toEqual([-2, 1, -0, 2 ** -24, 65_504, Infinity]);
  });
});
