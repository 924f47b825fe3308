import { describe, expect, it } from "vitest";
import type { TuningRow } from "../../../src/domain/result.ts";
import { tuningTable } from "../../../src/report/tuningTable.ts";
import { fixtures } from "../../fixtures/results.ts";

const found = fixtures.everyField.tuning[0]!;
const tableOf = (rows: readonly TuningRow[], width = 120): readonly string[] =>
  tuningTable({ ...fixtures.discrete, tuning: rows }, width);
const cells = (line: string | undefined): readonly string[] | undefined =>
  line?.trim().split(/ {2,}/);

describe("the table of variants", () => {
  it("tells what won, by how much, of how many, and what was left out and why", () => {
    const [heading, row, left] = tableOf([found]);
    expect(cells(heading)).toEqual([
      "kernel",
      "shape",
      "variant",
      "over default",
      "timed",
      "search",
      "took",
    ]);
    expect(cells(row)).toEqual([
      "gemv-f16",
      "1x14336x4096",
      "64x4",
      "+25%",
      "2",
      "all tried",
      "300 ms",
    ]);
    expect(left).toBe("  - left out: gemv-f16 256x1 (It gave wrong results.)");
  });

  it.each<[string, string, Partial<TuningRow>]>([
    ["no gain", "-", { winner: "128x32" }],
    ["a choice of another run", "remembered", { search: "remembered" }],
    ["a search that was cut short", "time ran out", { search: "out-of-time" }],
  ])("shows %s as %s", (_case, text, change) => {
    expect(cells(tableOf([{ ...found, ...change }])[1])).toContain(text);
    expect(cells(tableOf([found])[1])).not.toContain(text);
  });

  it("tells each reason once", () => {
    const lines = tableOf([found, found, { ...found, kernel: "gemv-f32" }]);
    expect(lines.slice(4)).toEqual([
      "  - left out: gemv-f16 256x1, gemv-f32 256x1 (It gave wrong results.)",
    ]);
  });

  it("names the operation in documents that do not name the kernel", () => {
    const { kernel: _kernel, search: _search, ...old } = found;
    expect(cells(tableOf([{ ...old, operation: "gemm" }])[1])?.[0]).toBe("gemm-f16");
  });

  it("says nothing where nothing was tried", () => {
    expect(tableOf([])).toEqual([]);
  });

  it.each([60, 80, 120])("fits %d columns and obeys no name", (width) => {
    const evil = "\u001b[31m\u202Eevil\n";
    const hostile: TuningRow = {
      ...found,
      kernel: evil,
      candidates: [{ variant: evil }],
      winner: evil,
      dropped: [{ variant: evil, reason: `${evil} `.repeat(100) }],
    };
    for (const line of tableOf([hostile], width)) {
      expect([...line].length).toBeLessThanOrEqual(width);
      expect(line).not.toMatch(/\p{Cc}|[\u202A-\u202E]/u);
    }
  });
});
