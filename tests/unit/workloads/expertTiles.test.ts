import { describe, expect, it } from "vitest";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import { expertTileRows, smallestTileRows } from "../../../src/workloads/expertTiles.ts";

const tileOf = (id: string, tokens: number) => expertTileRows(forwardModelById(id)!, tokens);

describe("experts are fetched", () => {
  it.each([
    ["gpt-oss-20b", 1],
    ["gpt-oss-20b", 4],
    ["qwen3-30b-a3b", 16],
    ["qwen3-235b-a22b", 4],
  ])("anew by each choice of %s where %i tokens share few", (id, tokens) => {
    expect(tileOf(id, tokens)).toBeUndefined();
  });

  it.each([
    ["gpt-oss-20b", 16],
    ["gpt-oss-20b", 64],
    ["mixtral-8x7b", 16],
    ["qwen3-30b-a3b", 64],
  ])("once for a small tile where %s has few of %i tokens for each", (id, tokens) => {
    expect(tileOf(id, tokens)).toBe(smallestTileRows);
  });

  it.each(["gpt-oss-20b", "qwen3-30b-a3b", "mixtral-8x7b"])(
    "once for a large tile by a prompt of %s",
    (id) => {
      expect(tileOf(id, 512)).toBe(64);
      expect(tileOf(id, 2048)).toBe(64);
    },
  );

  it("never for tiles where there are none", () => {
    expect(tileOf("llama-3.1-8b", 2048)).toBeUndefined();
  });
});
