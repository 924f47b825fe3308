import { describe, expect, it } from "vitest";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import { expertTileRows } from "../../../src/workloads/expertTiles.ts";

const tileOf = (id: string, tokens: number) => expertTileRows(forwardModelById(id)!, tokens);

describe("experts are fetched", () => {
  it.each([
    ["gpt-oss-20b", 1],
    ["gpt-oss-20b", 4],
    ["qwen3-30b-a3b", 4],
    ["qwen3-235b-a22b", 4],
  ])("anew by each choice of %s where %i tokens share few", (id, tokens) => {
    expect(tileOf(id, tokens)).toBeUndefined();
  });

  it.each([
    ["gpt-oss-20b", 16, 8],
    ["gpt-oss-20b", 64, 8],
    ["qwen3-30b-a3b", 64, 8],
    ["mixtral-8x7b", 100, 16],
    ["gpt-oss-20b", 200, 16],
    ["gpt-oss-20b", 512, 64],
    ["gpt-oss-20b", 2048, 64],
    ["qwen3-30b-a3b", 2048, 64],
  ])("once where %s has %i tokens, for tiles of %i", (id, tokens, rows) => {
    expect(tileOf(id, tokens)).toBe(rows);
  });

  it("never for tiles where there are none", () => {
    expect(tileOf("llama-3.1-8b", 2048)).toBeUndefined();
  });
});
