import { describe, expect, it } from "vitest";
import { userStops } from "../../../src/analysis/userStops.ts";
import { wallOf, type PhaseFigures } from "../../../src/analysis/wall.ts";
import type { BatchRow } from "../../../src/domain/result.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete, software } = fixtures;
const wall = wallOf(discrete);
const stopsOf = (batchSweep: readonly BatchRow[]) =>
  userStops({ batchSweep, ceilings: discrete.ceilings }, wall);
const usersOf = (batchSweep: readonly BatchRow[]) => stopsOf(batchSweep).map(({ users }) => users);
const arithmetic = (figures: PhaseFigures): number =>
  figures.status === "known" ? (figures.arithmetic?.median ?? Number.NaN) : Number.NaN;
const measured = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

describe("users at once", () => {
  it("stop where they were measured, in order", () => {
    expect(usersOf(discrete.batchSweep.toReversed())).toEqual(measured);
  });

  it("leave the picture for one as it is", () => {
    expect(stopsOf(discrete.batchSweep)[0]?.wall).toBe(wall);
  });

  it.each([
    ["weights alone", discrete],
    ["a whole step", fixtures.steps],
  ])("say for one the same speed as the picture, of %s", (_name, result) => {
    const own = wallOf(result);
    const [first] = userStops(result, own);
    const speed = own.writing.status === "known" ? own.writing.tokensPerSecond : undefined;
    expect(first?.inAll).toBe(speed);
    expect(first?.perUser).toBe(speed);
  });

  it("fill the arithmetic of one denominator, and the time of each shares all", () => {
    const last = stopsOf(discrete.batchSweep).at(-1);
    const row = discrete.batchSweep.find((each) => each.dataType === "f16" && each.batch === 512);
    expect(last?.inAll).toBe(row?.tokensPerSecond);
    expect(last?.perUser).toBe((row?.tokensPerSecond ?? 0) / 512);
    expect(last && arithmetic(last.wall.writing)).toBeCloseTo(
      (row?.flopsPerSecond ?? 0) / (wall.peak?.flopsPerSecond ?? 0),
      10,
    );
    expect(last?.wall.reading).toBe(wall.reading);
  });

  it.each([
    ["another type than 16 bits", { dataType: "int8" }],
    ["another model", { model: "qwen3-0.6b" }],
    ["weights from the cache", { residency: "cache" }],
    ["attention", { includesAttention: true }],
    ["a failed check", { verification: { status: "failed", maxRelativeError: 1, tolerance: 0 } }],
  ] as const)("never stop at a row of %s", (_name, change) => {
    const changed = discrete.batchSweep.map((row) =>
      row.batch === 8 ? { ...row, ...change } : row,
    );
    expect(usersOf(changed)).toEqual(measured.filter((users) => users !== 8));
  });

  it.each([
    ["nothing was swept", []],
    ["one user alone was measured", discrete.batchSweep.filter(({ batch }) => batch === 1)],
    ["one user was not measured", discrete.batchSweep.filter(({ batch }) => batch > 1)],
  ])("are not offered where %s", (_name, sweep) => {
    expect(stopsOf(sweep)).toEqual([]);
  });

  it("are not offered of a processor", () => {
    expect(userStops(software, wallOf(software))).toEqual([]);
  });
});
