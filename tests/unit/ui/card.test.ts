import { describe, expect, it } from "vitest";
import { userStops } from "../../../src/analysis/userStops.ts";
import { wallOf } from "../../../src/analysis/wall.ts";
import { cardLayout } from "../../../src/ui/card/cardLayout.ts";
import { imageText } from "../../../src/ui/card/imageText.ts";
import { cardModel, cardSummary } from "../../../src/ui/card/cardModel.ts";
import { cellPaths } from "../../../src/ui/card/cellPaths.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete, partial } = fixtures;
const squares = (path: string): number => path.split("M").length - 1;

describe("the card's layout", () => {
  it.each([
    ["a phone of 360 px", 328, 25, 6],
    ["a window of 600 px", 536, 40, 6],
    ["a window of 1280 px", 1184, 40, 14],
    ["a window of 1440 px", 1120, 40, 13],
  ])("on %s has cells of whole pixels", (_name, width, columns, pitch) => {
    const layout = cardLayout(width);
    expect(layout).toMatchObject({ columns, rows: 1000 / columns, pitch });
    expect(layout.panels[1] + layout.panelWidth).toBeLessThanOrEqual(width);
    expect(layout.panels[1]).toBeGreaterThan(layout.panelWidth);
  });
});

describe("cells", () => {
  const grid = { columns: 4, rows: 250, pitch: 6, cell: 5 };
  const lit = (from: number, to = from, low = from): Parameters<typeof cellPaths>[1] => ({
    lit: from,
    low,
    high: to,
    partOfOne: undefined,
  });

  it("fill from the bottom row up", () => {
    expect(cellPaths(grid, lit(1)).lit).toBe("M0 1494h5v5h-5z");
    expect(cellPaths(grid, lit(5)).lit).toMatch(/M0 1488h5v5h-5z$/);
  });

  it.each([
    [0, 0, 0],
    [600, 600, 600],
    [600, 590, 612],
    [1000, 1000, 1000],
  ])("are a thousand in all: %d lit, %d to %d", (median, low, high) => {
    const paths = cellPaths(grid, lit(median, high, low));
    expect(squares(paths.lit)).toBe(low);
    expect(squares(paths.half)).toBe(high - low);
    expect(squares(paths.outline)).toBe(1000 - low);
  });

  it("show less than one as its true area", () => {
    const paths = cellPaths(grid, { lit: 0, low: 0, high: 0, partOfOne: 0.4 });
    expect(paths.lit).toBe("M0 1499v-2h5v2z"); // 2 of 5 pixels high
    expect(squares(paths.outline)).toBe(1000);
  });

  it("are struck through from the first that is published only", () => {
    const paths = cellPaths(grid, lit(50), 100);
    expect(squares(paths.hatched)).toBe(900);
    expect(squares(paths.lit)).toBe(50);
    expect(squares(cellPaths(grid, lit(50)).hatched)).toBe(0);
  });

  it("are all outlines where nothing is known", () => {
    expect(cellPaths(grid, undefined)).toMatchObject({ lit: "", half: "" });
  });
});

describe("the card's words", () => {
  it("count the squares and name what one square is", () => {
    const model = cardModel(wallOf(discrete), { origin: ["Fixture", "confidence high"] });
    expect(model.reading).toMatchObject({
      heading: "READING 512 TOKENS",
      figure: "589",
      caption: "of 1,000 arithmetic squares busy",
      memoryText: "13% busy",
    });
    expect(model.writing).toMatchObject({ figure: "11", memoryText: "90% busy" });
    expect(model.unit.replaceAll("\u00a0", " ")).toContain(
      "1 square = 0.1% of the best arithmetic this GPU showed in this run (80 TFLOP/s, f32 units).",
    );
    expect(model.ratio).toBe("56×");
  });

  it("speak of as many users as the panel is filled for", () => {
    const stop = userStops(discrete, wallOf(discrete)).find(({ users }) => users === 64);
    if (!stop) throw new Error("64 users were not measured");
    const { reading, writing } = cardModel(stop.wall, { origin: [] });
    expect(writing).toMatchObject({
      heading: "WRITING FOR 64 USERS AT ONCE",
      headingLines: ["WRITING", "FOR 64 USERS"],
    });
    expect(Number(writing.figure)).toBeGreaterThan(500);
    expect(reading.figure).toBe("589");
  });

  it("name both denominators where the whole chip is drawn, and add nothing up", () => {
    const published = {
      name: "Fixture chip",
      flopsPerSecond: 800e12,
      type: "16-bit",
      source: "datasheet: Fixture sheet",
    };
    const { reading, writing, unit, ratio } = cardModel(wallOf(discrete), {
      origin: [],
      published,
    });
    expect(reading).toMatchObject({ figure: "59", hatchedFrom: 100 });
    expect(writing).toMatchObject({ figure: "1", hatchedFrom: 100 });
    expect(unit.replaceAll("\u00a0", " ")).toContain(
      "1 square = 0.1% of 800 TFLOP/s, the 16-bit arithmetic of Fixture chip as published (datasheet: Fixture sheet). " +
        "Hatched: published, beyond the best that this run reached (80 TFLOP/s, f32 units).",
    );
    expect(ratio).toBe("56×");
  });

  it("stay with this run's own denominator unless asked, or where less is published", () => {
    const less = { name: "Less", flopsPerSecond: 1e12, type: "16-bit", source: "press: Less" };
    for (const context of [{ origin: [] }, { origin: [], published: less }]) {
      const { reading, unit } = cardModel(wallOf(discrete), context);
      expect(reading).toMatchObject({ figure: "589", hatchedFrom: undefined });
      expect(unit).toContain("the best arithmetic this GPU showed in this run");
    }
  });

  it("say why a part is missing", () => {
    const { reading, writing } = cardModel(wallOf(partial), {
      origin: [],
      badge: "PARTIAL",
      gap: "cancelled at 9 s",
    });
    expect(reading).toMatchObject({ figure: "", caption: "not measured (cancelled at 9 s)" });
    expect(writing.caption).toBe("of 1,000 arithmetic squares busy");
  });

  it("never show the speed of what failed its check", () => {
    const failed = { status: "failed", maxRelativeError: 0.3, tolerance: 1e-6 } as const;
    const broken = {
      ...discrete,
      prefill: discrete.prefill.map((row) => ({ ...row, verification: failed })),
    };
    const { reading, ratio } = cardModel(wallOf(broken), { origin: [] });
    expect(reading).toMatchObject({
      isFailed: true,
      cells: undefined,
      memoryText: "",
      caption: "check failed, not shown",
    });
    expect(ratio).toBeUndefined();
  });

  it.each([
    [1, undefined],
    [8, /^8 users at once: [\d.]+ tokens\/s each, [\d.]+ tokens\/s in all\.$/],
  ])("for %d users the image says what it shows", (users, headline) => {
    const own = { headline: "Own", detail: "arithmetic 1.1%", claimsWall: true };
    const stop = userStops(discrete, wallOf(discrete)).find((each) => each.users === users);
    const model = cardModel(stop?.wall ?? wallOf(discrete), { origin: [] });
    const text = imageText(own, stop, model, ["Fixture"]);
    if (headline === undefined) expect(text).toBe(own);
    else {
      expect(text.headline).toMatch(headline);
      expect(text.claimsWall).toBe(false);
      expect(text.detail).toContain("weights only");
    }
  });

  it("give the image no share of this run's peak where the squares are of another", () => {
    const own = { headline: "Own", detail: "arithmetic 1.1%", claimsWall: true };
    const published = { name: "Chip", flopsPerSecond: 8e14, type: "16-bit", source: "press: x" };
    const model = cardModel(wallOf(discrete), { origin: [], published });
    const text = imageText(own, undefined, model, []);
    expect(text).toMatchObject({ headline: "Own", claimsWall: true });
    expect(text.detail).not.toContain("1.1%");
  });

  it("make one text for those who do not see the picture", () => {
    const model = cardModel(wallOf(discrete), { origin: ["Fixture"], badge: "PARTIAL" });
    expect(cardSummary(model).replaceAll("\u00a0", " ")).toMatch(
      /^PARTIAL reading 512 tokens: 589 of 1,000 arithmetic squares busy, memory 13% busy\. writing 1 token/,
    );
  });
});
