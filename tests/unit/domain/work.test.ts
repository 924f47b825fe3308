import { describe, expect, it } from "vitest";
import { bytesPerWeight } from "../../../src/domain/dataType.ts";
import { headWeights, layerProjections, layerWeights } from "../../../src/domain/model.ts";
import {
  decodeWeightsWork,
  gemmWork,
  gemvWork,
  headWork,
  intensity,
  prefillWeightsFlops,
  prefillWeightsWork,
} from "../../../src/domain/work.ts";
import { modelById, tiny } from "../../../src/reference/models.ts";

const llama8B = modelById("llama-3.1-8b") ?? tiny;

describe("accounting of one matrix", () => {
  it("counts a multiply-add as two operations and every operand's bytes once", () => {
    expect(gemmWork({ m: 2, n: 3, k: 5 }, "f32")).toEqual({
      flops: 2 * 2 * 3 * 5,
      bytes: 4 * (3 * 5) + 4 * (2 * 5) + 4 * (2 * 3),
    });
  });

  it("takes a GEMV for the GEMM of one row", () => {
    expect(gemvWork({ n: 7, k: 11 }, "f16")).toEqual(gemmWork({ m: 1, n: 7, k: 11 }, "f16"));
  });

  it.each([
    ["f32", 4],
    ["f16", 2],
    ["int8", 1],
    ["int4", 0.5625],
    ["mxfp4", 0.53125],
  ] as const)("stores a weight of %s with its scale in %f bytes", (dataType, bytes) => {
    expect(bytesPerWeight(dataType)).toBe(bytes);
    const { bytes: all } = gemmWork({ m: 1, n: 64, k: 64 }, dataType);
    expect(all).toBe(bytes * 4096 + 4 * 128);
  });

  it("gives a GEMV about one operation per byte at 16 bits, whatever its size", () => {
    expect(intensity(gemvWork({ n: 4096, k: 4096 }, "f16"))).toBeCloseTo(1, 2);
    expect(intensity(gemvWork({ n: 16384, k: 16384 }, "f16"))).toBeCloseTo(1, 3);
  });

  it("grows the intensity of a GEMM with its rows", () => {
    const at = (m: number): number => intensity(gemmWork({ m, n: 4096, k: 4096 }, "f16"));
    expect(at(512) / at(1)).toBeGreaterThan(300);
  });
});

describe("accounting of Llama 3.1 8B, by hand", () => {
  const attention = 4096 * 4096 + 2 * 4096 * 1024 + 4096 * 4096;
  const feedForward = 3 * 4096 * 14336;
  const head = 128256 * 4096;

  it("has the matrices of its layers", () => {
    expect(layerProjections(llama8B)).toEqual([
      { part: "qkv", rows: 6144, columns: 4096 },
      { part: "attentionOutput", rows: 4096, columns: 4096 },
      { part: "gateUp", rows: 28672, columns: 4096 },
      { part: "down", rows: 4096, columns: 14336 },
    ]);
    expect(layerWeights(llama8B)).toBe(attention + feedForward);
    expect(headWeights(llama8B)).toBe(head);
  });

  it("fetches 15.0 GB for a token at 16 bits, the head 7% of it", () => {
    const step = decodeWeightsWork(llama8B, "f16");
    expect(step.flops).toBe(2 * (32 * (attention + feedForward) + head));
    const activations = 4 * (32 * (4096 + 6144 + 4096 + 4096 + 4096 + 28672 + 14336 + 4096));
    const headActivations = 4 * (4096 + 128256);
    expect(step.bytes).toBe(step.flops + activations + headActivations);
    expect(step.bytes).toBeGreaterThan(15.0e9);
    expect(step.bytes).toBeLessThan(15.05e9);
    expect(headWork(llama8B, "f16").bytes / step.bytes).toBeCloseTo(0.07, 3);
  });

  it("takes away one layer's bytes and operations for each layer left out", () => {
    const [one, two, three] = [1, 2, 3].map((layers) => decodeWeightsWork(llama8B, "f16", layers));
    expect((three?.bytes ?? 0) - (two?.bytes ?? 0)).toBe((two?.bytes ?? 0) - (one?.bytes ?? 0));
    expect((two?.flops ?? 0) - (one?.flops ?? 0)).toBe(2 * (attention + feedForward));
  });

  it("runs the head for the last prompt token only", () => {
    const flops = 2 * 512 * 32 * (attention + feedForward) + 2 * head;
    expect(prefillWeightsFlops(llama8B, 512)).toBe(flops);
    expect(prefillWeightsWork(llama8B, "f16", 512).flops).toBe(flops);
  });

  it("makes prefill of one token the same work as a decode step", () => {
    expect(prefillWeightsWork(llama8B, "f16", 1)).toEqual(decodeWeightsWork(llama8B, "f16"));
  });
});
