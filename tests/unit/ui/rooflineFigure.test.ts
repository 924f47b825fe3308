import { describe, expect, it } from "vitest";
import { accelerators } from "../../../src/reference/accelerators.ts";
import {
  acceleratorRoof,
  peaksOfRoofType,
  roofTypes,
} from "../../../src/ui/charts/acceleratorRoof.ts";
import { decades } from "../../../src/ui/charts/chartFigure.ts";
import { rooflineFigure, type RooflineStep } from "../../../src/ui/charts/rooflineFigure.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;
const machines = accelerators.flatMap((accelerator) => acceleratorRoof(accelerator) ?? []);
const figureOf = (input = discrete, step: RooflineStep = "machines") => {
  const figure = rooflineFigure(input, "Fixture", { step, machines });
  if (!figure) throw new Error("there is no figure");
  return figure;
};

describe("the roofline", () => {
  it("has every proved and timed measurement from memory as a point", () => {
    const names = figureOf().points.map(({ name }) => name);
    expect(names).toContain("Llama 3.1 8B, 16-bit: writing for 1 user");
    expect(names).toContain("Llama 3.1 8B, 16-bit: reading 512 tokens");
    const plotted = discrete.kernels.filter(
      ({ operation, residency }) => operation !== "other" && residency === "memory",
    ).length;
    expect(names).toHaveLength(plotted + discrete.decode.length + discrete.prefill.length);
  });

  it.each([
    ["failed its check", { verification: { status: "failed", maxRelativeError: 1, tolerance: 0 } }],
    ["came from the cache", { residency: "cache" }],
  ] as const)("never has a kernel that %s", (_name, change) => {
    const gemv = discrete.kernels.findIndex(({ operation }) => operation === "gemv");
    const changed = {
      ...discrete,
      kernels: discrete.kernels.map((row, index) => (index === gemv ? { ...row, ...change } : row)),
    };
    expect(figureOf(changed).points).toHaveLength(figureOf().points.length - 1);
  });

  it("gives each phase its own mark: never colour alone", () => {
    for (const { ink, marker } of figureOf().points)
      expect(marker).toBe(ink === "prefill" ? "square" : "circle");
  });

  it("is built up: slope, roof, points, other chips", () => {
    const parts = (step: RooflineStep) => {
      const { lines, points } = figureOf(discrete, step);
      const dashed = lines.filter(({ stroke }) => stroke === "dashed").length;
      return [lines.length - dashed, points.length > 0, dashed > 0];
    };
    expect(parts("memory")).toEqual([1, false, false]);
    expect(parts("arithmetic")).toEqual([2, false, false]);
    expect(parts("measured")).toEqual([2, true, false]);
    expect(parts("machines")).toEqual([2, true, true]);
  });

  it("draws datasheets dashed and without a point, and no rack at all", () => {
    const published = figureOf().lines.filter(({ stroke }) => stroke === "dashed");
    expect(published.length).toBeGreaterThan(10);
    expect(published.map(({ id }) => id)).not.toContain("nvidia-vera-rubin-nvl72");
    expect(accelerators.map(({ id }) => id)).toContain("nvidia-vera-rubin-nvl72");
    expect(figureOf().points.every(({ fill }) => fill === "filled")).toBe(true);
  });

  it.each(roofTypes)("draws chips at %s alone where that type is asked for", (type) => {
    const roofs = accelerators.flatMap((one) => acceleratorRoof(one, peaksOfRoofType[type]) ?? []);
    expect(roofs.length).toBeGreaterThan(3);
    expect(roofs.length).toBeLessThan(accelerators.length);
    for (const { peakType } of roofs) expect(peaksOfRoofType[type]).toContain(peakType);
  });

  it("says beside other chips that a measured ceiling is a browser's path", () => {
    const label = (step: RooflineStep) =>
      figureOf(discrete, step).lines.find(({ id }) => id === "f32")?.label;
    expect(label("machines")).toBe("f32 units in a browser, 80 TFLOP/s");
    expect(label("measured")).toBe("f32 units 80 TFLOP/s");
  });

  it("keeps every point and every corner inside its axes", () => {
    const { x, y, points, lines } = figureOf();
    for (const at of [...points.map((point) => point.at), ...lines.flatMap(({ path }) => path)]) {
      expect(at.x).toBeGreaterThanOrEqual(x.low);
      expect(at.x).toBeLessThanOrEqual(x.high);
      expect(at.y).toBeGreaterThanOrEqual(y.low);
      expect(at.y).toBeLessThanOrEqual(y.high);
    }
  });

  it("draws memory's slope before any arithmetic is measured", () => {
    const { memory } = discrete.ceilings;
    const early = {
      kernels: [],
      decode: [],
      prefill: [],
      ceilings: { compute: {}, ...(memory && { memory }) },
    };
    const figure = rooflineFigure(early, "");
    expect(figure?.lines.map(({ id }) => id)).toEqual(["memory"]);
  });

  it("is not there while nothing is measured and no chip is chosen", () => {
    const nothing = { kernels: [], decode: [], prefill: [], ceilings: { compute: {} } };
    expect(rooflineFigure(nothing, "")).toBeUndefined();
    expect(rooflineFigure(nothing, "", { step: "machines", machines })).toBeDefined();
  });
});

describe("marks of an axis", () => {
  it("are the powers of ten within it", () => {
    expect(decades({ low: 0.25, high: 1500 })).toEqual([1, 10, 100, 1000]);
    expect(decades({ low: 1, high: 10 })).toEqual([1, 10]);
    expect(decades({ low: 2, high: 9 })).toEqual([]);
  });
});
