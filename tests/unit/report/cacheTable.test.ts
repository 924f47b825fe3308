import { describe, expect, it } from "vitest";
import { cacheTable } from "../../../src/report/cacheTable.ts";
import { measurementRows } from "../../../src/report/measurementRows.ts";
import { readResult } from "../../../src/report/readResult.ts";
import { resultJson } from "../../../src/report/json.ts";
import { fixtures } from "../../fixtures/results.ts";

const read = { workingSetBytes: 1e6, bytesPerSecond: 4e12 };
const written = {
  ...read,
  workingSetBytes: 2e6,
  copyBytesPerSecond: 2e12,
  writeBytesPerSecond: 3e12,
};
const curve = (...cacheCurve: readonly (typeof read)[]) => ({
  ...fixtures.discrete,
  kernels: [],
  cacheCurve,
});
const words = (line = ""): readonly string[] => line.trim().split(/ {2,}/);

describe("the table of the cache", () => {
  it("has what a set was copied and written at, where that was measured", () => {
    const [headings, first, second] = cacheTable(curve(read, written), 120);
    expect(words(headings).slice(0, 5)).toEqual(["set", "kernel", "rate", "copy", "write"]);
    expect(words(first).slice(0, 3)).toEqual(["1 MB", "stream-read", "4 TB/s"]);
    expect(words(second).slice(0, 5)).toEqual([
      "2 MB",
      "stream-read",
      "4 TB/s",
      "2 TB/s",
      "3 TB/s",
    ]);
  });

  it("has no columns for it where no set was", () => {
    const [headings] = cacheTable(curve(read), 120);
    expect(words(headings)).not.toContain("copy");
  });
});

it("a flat table has a row for each stream over a set", () => {
  const rows = measurementRows(curve(read, written)).filter(({ kind }) => kind === "cache");
  expect(rows.map(({ id, bytes, bytesPerSecond }) => [id, bytes, bytesPerSecond])).toEqual([
    ["stream-read", 1e6, 4e12],
    ["stream-read", 2e6, 4e12],
    ["stream-copy", 2e6, 2e12],
    ["stream-write", 2e6, 3e12],
  ]);
});

it("a document keeps them, and one of before has none", () => {
  const kept = readResult(resultJson({ ...fixtures.discrete, cacheCurve: [read, written] }));
  expect(kept.status === "ok" && kept.result.cacheCurve).toEqual([read, written]);
});
