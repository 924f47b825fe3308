import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ForwardModel } from "../../../src/domain/forwardModel.ts";
import {
  cacheBytes,
  cacheBytesPerLayer,
  expectedExperts,
  fetchedWeights,
  storedWeightBytes,
} from "../../../src/domain/modelBytes.ts";
import { decodeStepWork, prefillStepWork } from "../../../src/domain/stepWork.ts";
import { forwardModelById, forwardModels } from "../../../src/reference/forwardModels.ts";
import { readModel, type RawModel } from "../../../src/reference/readModel.ts";
import { decodeWork } from "../../../src/projection/decodeWork.ts";
import { prefillWork } from "../../../src/projection/prefillWork.ts";
import { uniformStorage } from "../../../src/projection/storedType.ts";

interface Listed extends RawModel {
  readonly kv_cache: { readonly bytes_per_token_fp16: number };
  readonly flops_per_token: {
    readonly matmul: number;
    readonly attention_per_context_token: number;
  };
}
const path = new URL("../../../src/reference/data/models.json", import.meta.url);
const { models } = JSON.parse(readFileSync(path, "utf8")) as { models: readonly Listed[] };
const listed = models.filter(({ id }) => forwardModelById(id));
const cases = listed.map((entry) => [entry.id, entry, forwardModelById(entry.id)!] as const);

const modelOf = (id: string): ForwardModel => forwardModelById(id)!;
const llama = modelOf("llama-3.1-8b");
const oss = modelOf("gpt-oss-20b");

describe("work of a decode step, against the full list", () => {
  it.each(cases)("%s keeps as many bytes a token", (_id, entry, model) => {
    expect(model.layers * cacheBytesPerLayer(model)).toBe(entry.kv_cache.bytes_per_token_fp16);
  });

  it.each(cases)("%s multiplies as often a token", (_id, entry, model) => {
    const at = (contextTokens: number): number =>
      decodeStepWork(model, "f16", { batch: 1, contextTokens }).flops;
    const { matmul, attention_per_context_token: perToken } = entry.flops_per_token;
    // The list counts norms and biases, under 0.1%, as multiplied.
    expect(Math.abs(at(0) / matmul - 1)).toBeLessThan(1e-3);
    expect(at(2) - at(1)).toBe(perToken); // shorter than every window
  });

  it.each(cases)("%s moves as many bytes as its projection says", (_id, entry, model) => {
    const contextTokens = 5000;
    const setup = {
      storage: uniformStorage("f16"),
      cacheType: "f16",
      batch: 3,
      contextTokens,
    } as const;
    const projected = decodeWork(readModel(entry), setup, 3);
    const counted = decodeStepWork(model, "f16", { batch: 3, contextTokens });
    expect(Math.abs(counted.bytes / projected.bytes - 1)).toBeLessThan(2e-3); // vectors are f32
    const flops = projected.matrixFlops + projected.expertFlops + projected.attentionFlops;
    expect(Math.abs(counted.flops / flops - 1)).toBeLessThan(1e-3);
  });

  it.each(cases)("%s multiplies a prompt as often as its projection says", (_id, entry, model) => {
    const setup = { storage: uniformStorage("f16"), cacheType: "f16" } as const;
    const projected = prefillWork(readModel(entry), setup, { promptTokens: 5000 });
    const flops = projected.matrixFlops + projected.expertFlops + projected.attentionFlops;
    expect(
      Math.abs(prefillStepWork(model, "f16", { promptTokens: 5000 }).flops / flops - 1),
    ).toBeLessThan(1e-3);
  });
});

describe("work of a decode step, by hand", () => {
  it("of Llama 3.1 8B at 512 tokens is 15.1 GB", () => {
    const matrices = 2 * (32 * 218_103_808 + 525_336_576);
    const vectors = 4 * (32 * 2 * 4096 + 4096);
    const cache = 131_072 * (512 + 1); // read, and one token written
    const row = 2 * 4096;
    expect(decodeStepWork(llama, "f16", { batch: 1, contextTokens: 512 }).bytes).toBe(
      matrices + vectors + cache + row,
    );
  });

  it("counts weights once and each user's cache, row and arithmetic", () => {
    const work = (batch: number) => decodeStepWork(llama, "int4", { batch, contextTokens: 4096 });
    const perUser = 131_072 * 4097 + 0.5625 * 4096;
    expect(work(16).bytes - work(1).bytes).toBe(15 * perUser);
    expect(work(16).flops).toBe(16 * work(1).flops);
  });

  it("keeps the cache at 16 bits and vectors at 32 whatever the weights are", () => {
    const parts = fetchedWeights(llama, "int4", { tokens: 1 });
    expect(parts.matrices).toBe(0.5625 * 32 * 218_103_808);
    expect(parts.vectors).toBe(4 * (32 * 2 * 4096 + 4096));
    expect(cacheBytes(llama, 1)).toBe(131_072);
  });

  it("fetches of gpt-oss four experts a layer for one user, narrow as they are stored", () => {
    const one = fetchedWeights(oss, "mxfp4", { tokens: 1 });
    const weights = 3 * 2880 * 2880;
    expect(one.experts).toBeCloseTo(24 * 4 * (weights * 0.53125 + 4 * 3 * 2880), 0);
    expect(one.head).toBe(2 * 201_088 * 2880);
    const told = decodeStepWork(oss, "mxfp4", { batch: 8, contextTokens: 1, experts: 32 });
    const expected = decodeStepWork(oss, "mxfp4", { batch: 8, contextTokens: 1 });
    expect(told.bytes).toBeGreaterThan(expected.bytes);
    expect(told.flops).toBe(expected.flops);
  });

  it("fetches of a prompt the experts that it met, where they are told", () => {
    const work = (experts?: number) =>
      prefillStepWork(oss, "mxfp4", { promptTokens: 16, ...(experts && { experts }) });
    const one = fetchedWeights(oss, "mxfp4", { tokens: 16, experts: 1 }).experts;
    expect(work(30).bytes - work(20).bytes).toBeCloseTo(10 * one, 0);
    expect(work(30).flops).toBe(work().flops);
    expect(work().bytes).toBe(work(expectedExperts(oss, 16)).bytes);
  });

  it("stores gpt-oss as published in 13.8 GB, and the embedding of a tied model once", () => {
    expect(storedWeightBytes(oss, "mxfp4") / 1e9).toBeCloseTo(13.8, 1);
    const tied = modelOf("llama-3.2-1b");
    expect(storedWeightBytes(tied, "f16") / 1e9).toBeCloseTo(2.47, 2);
    expect(storedWeightBytes(llama, "f16") / 1e9).toBeCloseTo(16.06, 2);
  });
});

describe("properties of the work", () => {
  const contexts = [0, 1, 127, 128, 129, 1024, 1025, 8192];

  it.each(forwardModels.map((model) => [model.id, model] as const))(
    "of %s never shrinks with users, context or layers",
    (_id, model) => {
      const bytes = (batch: number, contextTokens: number, layers: number): number =>
        decodeStepWork(model, "f16", { batch, contextTokens, layers }).bytes;
      for (const [index, context] of contexts.entries()) {
        const next = contexts[index + 1] ?? 2 * context;
        expect(bytes(1, next, model.layers)).toBeGreaterThanOrEqual(
          bytes(1, context, model.layers),
        );
        expect(bytes(2, context, model.layers)).toBeGreaterThan(bytes(1, context, model.layers));
        expect(bytes(1, context, 2)).toBeGreaterThan(bytes(1, context, 1));
      }
    },
  );

  it.each(forwardModels.map((model) => [model.id, model] as const))(
    "of a prompt of %s is that of its tokens one by one, the head apart",
    (_id, model) => {
      const head = 2 * model.vocabulary * model.hidden;
      const tokens = 200; // longer than gpt-oss's window
      const oneByOne = Array.from(
        { length: tokens },
        (_, token) =>
          decodeStepWork(model, "f16", { batch: 1, contextTokens: token + 1 }).flops - head,
      ).reduce((sum, flops) => sum + flops, head);
      expect(prefillStepWork(model, "f16", { promptTokens: tokens }).flops).toBeCloseTo(
        oneByOne,
        -6,
      );
    },
  );

  it("meets every expert of a mixture in the end, and exactly those chosen at first", () => {
    expect(expectedExperts(oss, 1)).toBeCloseTo(4, 10);
    expect(expectedExperts(oss, 2)).toBeCloseTo(32 * (1 - (28 / 32) ** 2), 10);
    expect(expectedExperts(oss, 512)).toBeCloseTo(32, 6);
    expect(expectedExperts(llama, 512)).toBe(0);
  });
});
