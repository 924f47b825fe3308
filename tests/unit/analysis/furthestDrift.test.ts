import { expect, it } from "vitest";
import { furthestDrift } from "../../../src/analysis/furthestDrift.ts";
import type { CanaryReading } from "../../../src/domain/result.ts";

const reading = (kind: CanaryReading["kind"], relative: number): CanaryReading => ({
  kind,
  relative,
  atSeconds: 1,
});
const first = [reading("memory", 1), reading("arithmetic", 1)];

it.each([
  ["is not known before anything was measured", [], undefined],
  ["is not known from the first readings alone", first, undefined],
  ["is 0 where the next are the same", [...first, reading("memory", 1)], 0],
  ["is the furthest in either direction", [...first, reading("memory", 0.8)], 0.2],
])("a device's drift %s", (_, canaries, drift) => {
  if (drift === undefined) expect(furthestDrift(canaries)).toBe(undefined);
  else expect(furthestDrift(canaries)).toBeCloseTo(drift);
});
