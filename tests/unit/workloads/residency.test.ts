import { expect, it } from "vitest";
import { residencyOf } from "../../../src/workloads/memoryPlan.ts";

it.each([
  [100e6, 50e6, "memory"],
  [99.9e6, 50e6, "cache"],
  [13e6, 128e6, "cache"],
  [15e9, 50e6, "memory"],
] as const)("weights of %d bytes beside a cache of %d come from %s", (bytes, cache, residency) => {
  expect(residencyOf(bytes, cache)).toBe(residency);
});
