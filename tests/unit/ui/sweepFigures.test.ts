import { describe, expect, it } from "vitest";
import { batchSeries } from "../../../src/analysis/batchSeries.ts";
import { cacheFigure } from "../../../src/ui/charts/cacheFigure.ts";
import { marksOf, type ChartFigure } from "../../../src/ui/charts/chartFigure.ts";
import { companyFigure, growthText } from "../../../src/ui/charts/companyFigure.ts";
import { dataTypeFigure } from "../../../src/ui/charts/dataTypeFigure.ts";
import { fullResult } from "../../fixtures/fullResult.ts";
import { fixtures } from "../../fixtures/results.ts";

const present = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error("there is no figure");
  return value;
};
const { batchSweep, ceilings } = fullResult;
const series = present(batchSeries(batchSweep)[0]);
const company = companyFigure(series, ceilings, "Fixture");
const cache = present(cacheFigure(fullResult, "Fixture"));
const types = present(dataTypeFigure(fullResult.kernels, "Fixture"));
const lineIds = ({ lines }: ChartFigure) => lines.map(({ id }) => id);

describe.each([
  ["users at once", company],
  ["the cache", cache],
  ["data types", types],
])("the chart of %s", (_name, figure) => {
  it("has every point and line within its axes", () => {
    const { x, y } = figure;
    const places = [
      ...figure.points.map(({ at }) => at),
      ...figure.lines.flatMap(({ path }) => path),
    ];
    for (const at of places) {
      expect(at.x).toBeGreaterThanOrEqual(x.low * 0.999);
      expect(at.x).toBeLessThanOrEqual(x.high * 1.001);
      expect(at.y).toBeGreaterThanOrEqual(y.low * 0.999);
      expect(at.y).toBeLessThanOrEqual(y.high * 1.001);
    }
  });

  it("marks its axes in at least two places", () => {
    expect(marksOf(figure.x).length).toBeGreaterThan(1);
    expect(marksOf(figure.y).length).toBeGreaterThan(1);
  });

  it("draws nothing published: everything here was measured", () => {
    expect(figure.lines.filter(({ stroke }) => stroke === "dashed")).toEqual([]);
    expect(figure.points.every(({ fill }) => fill === "filled")).toBe(true);
  });
});

describe("users at once", () => {
  it("have a point in all and one per user for each row, with its interval", () => {
    expect(company.points).toHaveLength(2 * series.rows.length);
    const row = present(series.rows.at(-1));
    const [inAll, perUser] = ["inAll", "perUser"].map((which) =>
      present(company.points.find(({ id }) => id === `${which}-${row.batch}`)),
    );
    expect(inAll?.at.y).toBeCloseTo(row.tokensPerSecond, 6);
    expect(perUser?.at.y).toBeCloseTo(row.tokensPerSecond / row.batch, 6);
    expect(present(inAll?.interval).low).toBeLessThan(row.tokensPerSecond);
    expect(present(inAll?.interval).high).toBeGreaterThan(row.tokensPerSecond);
  });

  it("have both ceilings and where growth ends, as far as these are known", () => {
    expect(lineIds(company)).toEqual(["memory", "arithmetic", "growth-end"]);
    const growing = { ...series, growthEndsAt: undefined };
    expect(lineIds(companyFigure(growing, { compute: {} }, ""))).toEqual([]);
  });

  it("say that these are weights only", () => {
    expect(company.note).toContain("weights only");
  });

  it("say where growth ends, or that it was not seen to", () => {
    expect(growthText(53.2, 512)).toContain("about 53 users");
    expect(growthText(undefined, 512)).toContain("still grow at 512 users");
  });
});

describe("the cache", () => {
  it("is drawn with memory, what launches allow, and its size", () => {
    expect(lineIds(cache)).toEqual(["memory", "launches", "cache"]);
    const launches = present(cache.lines.find(({ id }) => id === "launches"));
    for (const { x, y } of launches.path) expect(x / y).toBeCloseTo(2.5e-6, 12);
  });

  it("leaves out what was not measured", () => {
    const { cacheBytes: _size, ...unknown } = { ...fullResult, ceilings: { compute: {} } };
    expect(lineIds(present(cacheFigure(unknown, "")))).toEqual([]);
    expect(cacheFigure({ ...unknown, cacheCurve: [], kernels: [] }, "")).toBeUndefined();
  });

  it("tells the matrix products from the streaming reads", () => {
    const products = cache.points.filter(({ name }) => name.startsWith("matrix × vector"));
    const cached = fullResult.kernels.filter(({ residency }) => residency === "cache");
    expect(cached.length).toBeGreaterThan(0);
    expect(products).toHaveLength(cached.length);
    expect(products.every(({ size }) => size === "large")).toBe(true);
    expect(cache.points).toHaveLength(fullResult.cacheCurve.length + cached.length);
  });
});

describe("data types", () => {
  it("are squares for reading and circles for writing", () => {
    expect(types.points).toHaveLength(10);
    for (const { ink, marker } of types.points)
      expect(marker).toBe(ink === "prefill" ? "square" : "circle");
  });

  it("are multiples of 16 bits", () => {
    const half = types.points.filter(({ at }) => at.x === 2);
    expect(half.map(({ at }) => at.y)).toEqual([1, 1]);
    const int4 = present(types.points.find(({ id }) => id === "decode-int4"));
    expect(int4.at.y).toBeGreaterThan(3);
    expect(int4.at.y).toBeLessThan(16 / 4.5);
  });

  it("need something beside 16 bits", () => {
    const alone = fixtures.discrete.kernels.filter(({ dataType }) => dataType === "f16");
    expect(dataTypeFigure(alone, "")).toBeUndefined();
  });
});

describe("an axis", () => {
  const axis = { ...company.x, low: 3, high: 300 };
  it("is marked where it says, within its ends", () => {
    expect(marksOf(axis)).toEqual([4, 16, 64, 256]);
  });
  it("else at powers of ten", () => {
    const { marks: _marks, ...plain } = axis;
    expect(marksOf(plain)).toEqual([10, 100]);
  });
});
