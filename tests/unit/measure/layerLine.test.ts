import { describe, expect, it } from "vitest";
import type { Interval } from "../../../src/domain/interval.ts";
import { layerLine } from "../../../src/measure/layerLine.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";

const interval = (median: number, half = 0.01 * median): Interval => ({
  median,
  low: median - half,
  high: median + half,
  samples: [median - half, median, median + half],
});
/** Head 0.5 s, each layer 0.25 s. */
const exact = (layers: number): Interval => interval(0.5 + 0.25 * layers);
const line = (once: Interval, twice: Interval, thrice: Interval, layers = 2) =>
  layerLine({ layers, once, twice, thrice }, 32);

describe("line over layers", () => {
  it("is fixed + layers × slope, never total × layers / L", () => {
    const found = line(exact(2), exact(4), exact(6));
    expect(found).toMatchObject({ status: "line" });
    if (found.status !== "line") return;
    expect(found.fixedSeconds).toBeCloseTo(0.5, 12);
    expect(found.slope.median).toBeCloseTo(0.25, 12);
    expect(found.total.median).toBeCloseTo(8.5, 12);
  });

  it("gives slope and total intervals that grow with the distance", () => {
    const found = line(exact(2), exact(4), exact(6));
    if (found.status !== "line") throw new Error(found.message);
    // 1% of 1 s and of 1.5 s, over two layers.
    expect(found.slope.high - found.slope.median).toBeCloseTo(Math.hypot(0.01, 0.015) / 2, 12);
    expect(found.total.high - found.total.median).toBeCloseTo(
      Math.hypot(14 * 0.01, 15 * 0.015),
      12,
    );
  });

  it("keeps each side of an interval on its side", () => {
    const skewed: Interval = { ...exact(4), high: 1.8 };
    const found = line(exact(2), skewed, exact(6));
    if (found.status !== "line") throw new Error(found.message);
    const { low, median, high } = found.total;
    expect(high - median).toBeCloseTo(Math.hypot(14 * 0.01, 15 * 0.3), 12);
    expect(median - low).toBeCloseTo(Math.hypot(14 * 0.01, 15 * 0.015), 12);
  });

  const narrow = (median: number): Interval => interval(median, 0.001 * median);
  it.each([
    [1.05, "not-on-the-line"],
    [0.95, "not-on-the-line"],
    [1.025, "line"],
    [0.975, "line"],
  ])("with 3L at %d of what L and 2L foretell is %s", (share, status) => {
    expect(line(narrow(1), narrow(1.5), narrow(2 * share)).status).toBe(status);
  });

  it("is not refused for what noise explains", () => {
    const wide = (median: number): Interval => interval(median, 0.05 * median);
    expect(line(wide(1), wide(1.5), wide(2.1)).status).toBe("line");
    expect(line(narrow(1), narrow(1.5), narrow(2.1)).status).toBe("not-on-the-line");
  });

  it("is refused where more layers took no more time", () => {
    expect(line(narrow(1), narrow(0.999), narrow(0.998)).status).toBe("not-on-the-line");
  });

  it("holds the truth in 95% of trials or more, with L of 1 of 16 layers", () => {
    const normal = seededNormal(seededRandom(2));
    const draw = (truth: number): Interval => {
      const median = truth * (1 + 0.005 * normal());
      return interval(median, 1.96 * 0.005 * median);
    };
    let held = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      const measurements = { layers: 1, once: draw(1.2), twice: draw(2.2), thrice: draw(3.2) };
      const found = layerLine(measurements, 16);
      if (found.status !== "line") continue;
      if (found.total.low <= 16.2 && found.total.high >= 16.2) held += 1;
    }
    expect(held).toBeGreaterThan(930);
  });
});
