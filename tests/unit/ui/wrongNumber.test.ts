import { describe, expect, it } from "vitest";
import { referenceSections, referenceTables } from "../../../src/reference/referenceTables.ts";
import { dataColumns, rowValue } from "../../../src/ui/dataColumns.ts";
import { wrongNumberText, wrongNumberUrl, type WrongNumber } from "../../../src/ui/wrongNumber.ts";
import { reference } from "../projection/subjects.ts";

const tables = referenceTables(reference);
const row = tables.machines.rows.find(
  ({ id, figure }) => id === "nvidia-h100-sxm" && figure === "memory bandwidth",
);
const wrong: WrongNumber = { section: "machines", row: row ?? {}, asOf: "2026-11-23" };

describe("a report of a wrong number", () => {
  it("says which row, what stands there, and asks for what is right", () => {
    const lines = wrongNumberText(wrong).split("\n");
    expect(lines[0]).toBe("Row: machines / nvidia-h100-sxm / memory bandwidth");
    expect(lines[1]).toMatch(
      /^Stands there \(data of 2026-11-23\): 3\.35 TB\/s, datasheet, NVIDIA H100.*https:\/\//,
    );
    expect(lines.slice(2)).toEqual(["Should be: ", "Public source: "]);
  });

  it("goes to the repository's issues where one is known", () => {
    const url = new URL(wrongNumberUrl(wrong, "https://code.example/some/wall/") ?? "");
    expect(url.origin + url.pathname).toBe("https://code.example/some/wall/issues/new");
    expect(url.searchParams.get("title")).toBe(
      "Wrong number: machines / nvidia-h100-sxm / memory bandwidth",
    );
    expect(url.searchParams.get("body")).toBe(wrongNumberText(wrong));
  });

  it.each(["", "git@code.example:some/wall", "http://code.example/wall"])(
    "goes nowhere for %j",
    (repository) => {
      expect(wrongNumberUrl(wrong, repository)).toBeUndefined();
    },
  );
});

describe("tables of the data", () => {
  it.each([
    [{ value: 3.35e12, unit: "bytes/s" }, "3.35 TB/s"],
    [
      { value: 989e12, unit: "FLOP/s", low: 9e14, high: 1e15 },
      "989 TFLOP/s (900 TFLOP/s to 1 PFLOP/s)",
    ],
    [{ value: 46.51, unit: "tokens/s" }, "46.51 tokens/s"],
    [{ value: 400, highest: 500, unit: "tokens/s" }, "400 to 500 tokens/s"],
    [{ value: "35 10", unit: "x" }, "35 10 x"],
    [{}, ""],
  ])("write %j as %j", (given, text) => {
    expect(rowValue(given)).toBe(text);
  });

  it.each(referenceSections)("keep no field of %s back", (section) => {
    const columns = dataColumns[section];
    const hasRest = columns.some(({ label }) => label === "Also");
    const heading = ["id", "name", "vendor", "year", "status", "chips"]; // over a machine's figures
    const shown = new Set([
      ...columns.flatMap(({ fields }) => fields),
      ...(section === "machines" ? heading : []),
    ]);
    const kept = tables[section].columns.filter((field) => !hasRest && !shown.has(field));
    expect(kept).toEqual([]);
  });
});
