import { describe, expect, it } from "vitest";
import { batchSeries } from "../../../src/analysis/batchSeries.ts";
import { frontAt, rulerRatio } from "../../../src/projection/interactivity.ts";
import { byPower } from "../../../src/projection/powered.ts";
import { publishedFronts, publishedPoints } from "../../../src/projection/publishedPoints.ts";
import { yourInteractivity } from "../../../src/projection/yourInteractivity.ts";
import { fullResult } from "../../fixtures/fullResult.ts";
import { profileOf, reference } from "./subjects.ts";

describe("systems with all-in power", () => {
  const { known, unknown } = byPower(reference.profiles);

  it("are those of which it is published, a rack instead of the chips it is made of", () => {
    expect(known.map(({ id }) => id)).toEqual([
      "nvidia-b200-sxm",
      "nvidia-b300-sxm",
      "nvidia-gb300-nvl72",
      "nvidia-vera-rubin-nvl72",
      "amd-mi355x",
      "google-tpu7x",
    ]);
    expect(byPower([profileOf("nvidia-rubin")]).known).toHaveLength(1);
  });

  it("leave out the others by name, LPX among them", () => {
    expect(unknown.map(({ id }) => id)).toContain("nvidia-groq-3-lpx");
    expect(unknown.every(({ allInWattsPerChip }) => allInWattsPerChip === undefined)).toBe(true);
  });
});

describe("published points of all tokens", () => {
  const fronts = publishedFronts(
    publishedPoints(reference.measurements, "input-and-output-with-cache"),
  );
  const frontOf = (profile: string) =>
    fronts.find((front) => front.profile === profile)?.points ?? [];

  it("are one curve a system, slowest for each user first", () => {
    expect(frontOf("nvidia-gb300-nvl72").map(({ perUser }) => perUser)).toEqual([
      75, 100, 125, 150, 170, 200,
    ]);
    expect(fronts.flatMap(({ points }) => points)).toHaveLength(16);
  });

  it("give the ratio that their source gives at a point", () => {
    const [rubin, gb300] = [frontOf("nvidia-vera-rubin-nvl72"), frontOf("nvidia-gb300-nvl72")];
    expect(rulerRatio(rubin, gb300, 125, "perMegawatt")).toBeCloseTo(51.55 / 12.01, 9);
    expect(frontAt(rubin, 201, "perMegawatt")).toBeUndefined();
  });
});

describe("the visitor's sweep", () => {
  const [series] = batchSeries(fullResult.batchSweep);
  if (!series) throw new Error("the fixture has a sweep");

  it("is divided by the watts that they state", () => {
    const points = yourInteractivity(series, 400);
    const [row] = series.rows;
    expect(points[0]?.perMegawatt).toBeCloseTo(((row?.tokensPerSecond ?? 0) / 400) * 1e6, 3);
    expect(points[0]?.perUser).toBeCloseTo((row?.tokensPerSecond ?? 0) / (row?.batch ?? 1), 9);
    expect(yourInteractivity(series, 800)[0]?.perMegawatt).toBeCloseTo(
      (points[0]?.perMegawatt ?? 0) / 2,
      3,
    );
  });

  it("keeps its interval around each point", () => {
    for (const { low, perMegawatt, high } of yourInteractivity(series, 400)) {
      expect(low).toBeLessThanOrEqual(perMegawatt);
      expect(high).toBeGreaterThanOrEqual(perMegawatt);
    }
  });
});
