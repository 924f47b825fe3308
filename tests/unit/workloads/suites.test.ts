import { describe, expect, it } from "vitest";
import { suiteNames } from "../../../src/domain/options.ts";
import { modelById } from "../../../src/reference/models.ts";
import { kernelIds } from "../../../src/workloads/kernelIds.ts";
import { suites } from "../../../src/workloads/suites.ts";

describe.each(suiteNames)("the suite %s", (name) => {
  const suite = suites[name];

  it("goes by its own name", () => expect(suite.name).toBe(name));

  it("names models and kernels that there are", () => {
    const models = [...suite.models, ...(suite.layerShapesOf ? [suite.layerShapesOf] : [])];
    expect(models.filter((id) => !modelById(id))).toEqual([]);
    expect(suite.provedOnly.filter((id) => !kernelIds.includes(id))).toEqual([]);
    expect(suite.modelCount).toBeLessThanOrEqual(suite.models.length);
  });

  it("reads growing sets to find the cache, in whole 4-byte words", () => {
    expect(suite.sweepBytes).toEqual(suite.sweepBytes.toSorted((a, b) => a - b));
    expect(suite.sweepBytes.every((bytes) => bytes % 4 === 0)).toBe(true);
  });
});
