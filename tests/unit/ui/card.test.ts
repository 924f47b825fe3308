import { describe, expect, it } from "vitest";
import { wallOf } from "../../../src/analysis/wall.ts";
import { cardLayout } from "../../../src/ui/card/cardLayout.ts";
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

  it("make one text for those who do not see the picture", () => {
    const model = cardModel(wallOf(discrete), { origin: ["Fixture"], badge: "PARTIAL" });
    expect(cardSummary(model).replaceAll("\u00a0", " ")).toMatch(
      /^PARTIAL reading 512 tokens: 589 of 1,000 arithmetic squares busy, memory 13% busy\. writing 1 token/,
    );
  });
});
