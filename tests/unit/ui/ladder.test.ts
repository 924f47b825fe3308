import { describe, expect, it } from "vitest";
import { fewestRowsPerKey } from "../../../src/projection/ladder.ts";
import { ladderRange, youId } from "../../../src/ui/ladderLines.ts";
import { ladderScene, type LadderInput } from "../../../src/ui/ladderScene.ts";
import { firstLens, lensOf } from "../../../src/ui/lens.ts";
import { fixtures } from "../../fixtures/results.ts";
import { reference } from "../projection/subjects.ts";

const { discrete, software } = fixtures;
const scene = (change: Partial<LadderInput> = {}) =>
  ladderScene({
    reference,
    result: discrete,
    lens: lensOf(change.result ?? discrete),
    key: "perUser",
    baselineId: undefined,
    isWhole: true,
    ...change,
  });
const rung = (id: string, change: Partial<LadderInput> = {}) => {
  const found = scene(change).lines.find((line) => line.id === id);
  if (!found) throw new Error(`there is no rung ${id}`);
  return found;
};

describe("the ladder with you on it", () => {
  it("is sorted with the fastest first, you among the machines", () => {
    const { lines } = scene();
    const values = lines.map(({ value }) => value);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const place = lines.findIndex(({ id }) => id === youId);
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(lines.length - 1);
    expect(rung(youId)).toMatchObject({ standing: "measured" });
    expect(rung("nvidia-h100-sxm")).toMatchObject({ standing: "bound" });
    expect(rung("google-tpu-v5e")).toMatchObject({ standing: "estimate" });
  });

  it("gives your mark its 95% interval", () => {
    const { value, interval } = rung(youId);
    const row = discrete.decode.find(({ model }) => model === "llama-3.1-8b");
    expect(value).toBeCloseTo(1 / (row?.secondsPerStep.median ?? 0), 9);
    expect(interval?.low).toBeLessThanOrEqual(value);
    expect(interval?.high).toBeGreaterThanOrEqual(value);
  });

  it("shows four machines, you and the baseline until all are asked for", () => {
    const few = scene({ isWhole: false }).shown.map(({ id }) => id);
    expect(few.filter((id) => id !== youId)).toHaveLength(4);
    expect(few).toContain(youId);
    const other = { isWhole: false, baselineId: "apple-m1" };
    expect(scene(other).shown.map(({ id }) => id)).toContain("apple-m1");
    expect(scene().shown.length).toBeGreaterThan(60);
  });

  it.each([
    ["you", undefined, youId],
    ["the chosen machine", "apple-m1", "apple-m1"],
  ])("is set against %s", (_name, baselineId, id) => {
    expect(scene({ baselineId }).baseline?.id).toBe(id);
  });

  it("is set against an H100 where you are not on it", () => {
    expect(scene({ result: undefined }).baseline?.id).toBe("nvidia-h100-sxm");
    const { you, lines, baseline } = scene({ result: software, lens: firstLens });
    expect(you?.status).toBe("absent");
    expect(lines.map(({ id }) => id)).not.toContain(youId);
    expect(baseline?.id).toBe("nvidia-h100-sxm");
  });

  it("marks you by your own ceilings where this model was not measured", () => {
    const lens = { ...firstLens, modelId: "llama-3.1-70b" };
    expect(rung(youId, { lens })).toMatchObject({ standing: "own-ceilings", published: [] });
  });

  it("leaves you out per megawatt, since no browser knows your power", () => {
    const { key, lines } = scene({ key: "perMegawatt" });
    expect(key).toBe("perMegawatt");
    expect(lines.map(({ id }) => id)).not.toContain(youId);
    expect(lines.length).toBeGreaterThanOrEqual(fewestRowsPerKey);
  });

  it("shows four and has a baseline per megawatt too, which few publish", () => {
    const { shown, baseline } = scene({ key: "perMegawatt", isWhole: false });
    expect(shown).toHaveLength(4);
    expect(baseline?.id).toBe(scene({ key: "perMegawatt" }).lines.at(-1)?.id);
  });

  it("falls back to tokens per user where too few machines have the figure asked for", () => {
    const few = { ...reference, profiles: reference.profiles.slice(0, 6) };
    expect(scene({ reference: few, key: "perMegawatt" }).key).toBe("perUser");
  });

  it("draws everything within its decades", () => {
    const { lines } = scene();
    const { low, high } = ladderRange(lines);
    expect(Number.isInteger(Math.log10(low))).toBe(true);
    expect(Number.isInteger(Math.log10(high))).toBe(true);
    const drawn = lines.flatMap(({ value, published }) => [
      value,
      ...published.flatMap((span) => [span.low, span.high]),
    ]);
    expect(Math.min(...drawn)).toBeGreaterThan(low);
    expect(Math.max(...drawn)).toBeLessThan(high);
  });
});

describe("published rates beside a bound", () => {
  it("are of the same stored type, and below it", () => {
    const { value, published } = rung("nvidia-rtx-3090");
    expect(published).toEqual([{ low: 46.51, high: 46.51 }]); // F16; Q4_K_M's 111.74 is another type
    expect(value).toBeGreaterThan(46.51);
    const four = { ...firstLens, storage: "int4" as const };
    expect(rung("nvidia-rtx-3090", { lens: four }).published).toEqual([
      { low: 111.74, high: 111.74 },
    ]);
  });

  it("are of one user alone", () => {
    const lens = { ...firstLens, users: 8 };
    expect(rung("nvidia-rtx-3090", { lens }).published).toEqual([]);
  });

  it("stand nowhere above the mark that they stand beside", () => {
    for (const { value, published } of scene().lines)
      for (const { high } of published) expect(high).toBeLessThanOrEqual(value);
  });
});

describe("the lens", () => {
  it("starts with the heaviest model that was measured, at 16 bits", () => {
    expect(lensOf(discrete)).toMatchObject({ modelId: "llama-3.1-8b", storage: "f16", users: 1 });
  });

  it("starts with an 8B where nothing was measured", () => {
    expect(lensOf(undefined)).toEqual(firstLens);
    expect(lensOf({ ...discrete, decode: [] })).toEqual(firstLens);
  });
});
