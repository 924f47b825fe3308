import { describe, expect, it } from "vitest";
import { tuningGain } from "../../../src/analysis/tuningGain.ts";
import type { TuningRow } from "../../../src/domain/result.ts";
import { tuningRows } from "../../../src/ui/tuningRows.ts";
import { fullResult } from "../../fixtures/fullResult.ts";

const [gemv, int4, gemm] = fullResult.tuning;
if (!gemv || !int4 || !gemm) throw new Error("the fixture was not tuned");

describe("the tuner's search", () => {
  it("says what was tried, what won by how much, and what was left out and why", () => {
    expect(tuningRows([gemv])).toEqual([
      [
        "gemv-f16, 1 × 14336 × 4096",
        "2 of 3 timed, all tried",
        "64x4, 25% faster than the default",
        "256x1: It gave wrong results.",
      ],
    ]);
  });

  it("says each reason once", () => {
    const wrong = "It gave wrong results.";
    const dropped = [
      { variant: "a", reason: wrong },
      { variant: "b", reason: "It did not compile." },
      { variant: "c", reason: wrong },
    ];
    expect(tuningRows([{ ...gemv, dropped }])[0]?.at(-1)).toBe(
      "a, c: It gave wrong results. b: It did not compile.",
    );
  });

  it.each([
    [int4, "1 of 2 timed, then time ran out"],
    [gemm, "1 of 1 timed, remembered from an earlier run, and checked again"],
  ])("says how it ended: $search", (row: TuningRow, tried) => {
    expect(tuningRows([row])[0]?.slice(1, 3)).toEqual([tried, `${row.winner}, the default`]);
  });

  it.each([
    ["the default won", int4],
    ["the default was not timed", { ...gemv, candidates: gemv.candidates.slice(1) }],
    ["the winner was not timed", { ...gemv, winner: "256x1" }],
  ])("claims no gain where %s", (_name, row) => {
    expect(tuningGain(row)).toBeUndefined();
  });
});
