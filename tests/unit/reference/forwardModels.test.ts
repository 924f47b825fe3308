import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasWindow, seenTokens } from "../../../src/domain/forwardModel.ts";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { forwardConstants } from "../../../src/reference/data/forwardConstants.ts";
import { furtherModels as generatedText } from "../../../src/reference/data/generateSubset.mjs";
import { furtherModels } from "../../../src/reference/data/furtherModels.ts";
import { forwardModelById, forwardModels } from "../../../src/reference/forwardModels.ts";
import { models } from "../../../src/reference/models.ts";

const folder = new URL("../../../src/reference/data/", import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

interface FullModel {
  readonly id: string;
  readonly hf_id: string;
  readonly qk_norm?: boolean;
  readonly attention_bias?: boolean;
  readonly attention_sinks?: boolean;
  readonly activation: string;
  readonly num_layers: number;
  readonly sliding_window?: { readonly window: number; readonly global_layers: number };
}
const full = (JSON.parse(textOf("models.json")) as { models: readonly FullModel[] }).models;

describe("list of models of which whole steps are measured", () => {
  it("takes sizes from what the script makes of the full list", () => {
    expect(textOf("furtherModels.ts")).toBe(generatedText());
  });

  it.each([
    "tiny",
    "smollm2-360m",
    "qwen3-0.6b",
    "llama-3.2-1b",
    "llama-3.2-3b",
    "gemma-3-4b",
    "llama-3.1-8b",
    "qwen3-8b",
    "gpt-oss-20b",
    "llama-3.1-70b",
  ])("has %s", (id) => {
    expect(forwardModelById(id)?.id).toBe(id);
  });

  it("has every model that can be named", () => {
    const named = [...models, ...furtherModels].map(({ id }) => id);
    expect(named.filter((id) => !forwardModelById(id))).toEqual([]);
    expect(forwardModels.length).toBe(named.length);
  });

  it("turns three quarters of Phi-4-mini's heads, each pair by a factor of its own", () => {
    const { rotaryDim, rotaryScaling } = forwardModelById("phi-4-mini")!;
    expect(rotaryDim).toBe(96);
    expect(rotaryScaling).toMatchObject({ kind: "longrope", factor: 131_072 / 4096 });
    const factors = rotaryScaling?.kind === "longrope" ? rotaryScaling.pairFactors : [];
    expect(factors).toHaveLength(48);
    expect(factors).toEqual(factors.toSorted((a, b) => a - b));
  });

  it.each(forwardConstants.map((entry) => [entry.id, entry] as const))(
    "takes the constants of %s from its own configuration",
    (id, { source }) => {
      const entry = full.find((model) => model.id === id);
      expect(source).toBe(`https://huggingface.co/${entry?.hf_id}/blob/main/config.json`);
    },
  );

  it.each(full.filter(({ id }) => forwardModelById(id)).map((entry) => [entry.id, entry] as const))(
    "agrees with the full list on the parts of %s",
    (id, entry) => {
      const model = forwardModelById(id)!;
      expect(model.headNorms).toBe(entry.qk_norm ?? false);
      expect(model.sinks).toBe(entry.attention_sinks ?? false);
      expect(model.biases !== "none").toBe(entry.attention_bias ?? false);
      expect(model.activation === "gelu").toBe(entry.activation === "GeGLU");
      const global = Array.from({ length: model.layers }, (_, layer) => hasWindow(model, layer));
      const counted = global.filter((isLocal) => !isLocal).length;
      expect(counted).toBe(entry.sliding_window?.global_layers ?? entry.num_layers);
      expect(model.window?.tokens).toBe(entry.sliding_window?.window);
      expect(model.heads % model.kvHeads).toBe(0);
    },
  );

  it("sees 1,024 tokens in five layers of six of Gemma 3 4B, and all in the sixth", () => {
    const gemma = forwardModelById("gemma-3-4b")!;
    const seen = [0, 1, 2, 3, 4, 5, 6].map((layer) => seenTokens(gemma, layer, 4096));
    expect(seen).toEqual([1024, 1024, 1024, 1024, 1024, 4096, 1024]);
    expect(seenTokens(gemma, 0, 100)).toBe(100);
    expect(gemma.embeddingScale).toBeCloseTo(50.596, 3);
    expect(gemma.attentionScale).toBe(1 / 16);
    expect(forwardModelById("gemma-3-27b")!.attentionScale).toBe(1 / Math.sqrt(168));
  });

  it("stores gpt-oss at mxfp4 as it is published, the experts narrow and the rest f16", () => {
    const oss = forwardModelById("gpt-oss-20b")!;
    expect(tensorTypes(oss, "mxfp4")).toMatchObject({ experts: "mxfp4", matrices: "f16" });
    expect(tensorTypes(oss, "int4")).toMatchObject({ experts: "int4", matrices: "int4" });
    const dense = tensorTypes(forwardModelById("llama-3.1-8b")!, "mxfp4");
    expect(dense).toMatchObject({ matrices: "mxfp4", head: "mxfp4", cache: "f16" });
  });
});
