import { describe, expect, it } from "vitest";
import { cacheExample } from "../../../src/analysis/cacheExample.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;
const step = { dispatches: 200 };

describe("weights in the cache", () => {
  it("take longer to launch for than to fetch", () => {
    const example = cacheExample(discrete, step);
    expect(example).toMatchObject({ cacheBytes: 64e6, launches: 200 });
    expect(example?.fetchSeconds).toBeCloseTo(64e6 / 3e12, 9); // the fixture's cache is 3 times its memory
    expect(example?.launchSeconds).toBeCloseTo(200 * 2.5e-6, 9);
  });

  it("are spoken of only where launches do take longer", () => {
    expect(cacheExample(discrete, { dispatches: 9 })).toBeDefined();
    expect(cacheExample(discrete, { dispatches: 8 })).toBeUndefined();
  });

  const { cacheBytes: _cacheBytes, ...withoutSize } = discrete;
  it.each([
    ["the cache's size", withoutSize, step],
    ["a launch", { ...discrete, ceilings: { compute: {} } }, step],
    ["a step", discrete, undefined],
    ["the curve", { ...discrete, cacheCurve: [] }, step],
  ])("have no example without %s", (_name, given, row) => {
    expect(cacheExample(given, row)).toBeUndefined();
  });
});
