import * as v from "valibot";
import { computePaths } from "../domain/dataType.ts";
import * as is from "./valueSchemas.ts";

const ordered = "low ≤ rate ≤ high must hold";

const bytesPerSecond = {
  bytesPerSecond: is.bytesPerSecond,
  low: is.bytesPerSecond,
  high: is.bytesPerSecond,
};

const rate = v.pipe(
  v.object(bytesPerSecond),
  v.check(({ bytesPerSecond: value, low, high }) => low <= value && value <= high, ordered),
);

const memory = v.pipe(
  v.object({ ...bytesPerSecond, by: is.label }),
  v.check(({ bytesPerSecond: value, low, high }) => low <= value && value <= high, ordered),
);

const compute = v.pipe(
  v.object({
    flopsPerSecond: is.flopsPerSecond,
    low: is.flopsPerSecond,
    high: is.flopsPerSecond,
    by: is.label,
  }),
  v.check(({ flopsPerSecond: value, low, high }) => low <= value && value <= high, ordered),
);

export const ceilings = v.object({
  memory: v.exactOptional(memory),
  copy: v.exactOptional(rate),
  write: v.exactOptional(rate),
  compute: v.object(v.entriesFromList(computePaths, v.exactOptional(compute))),
  dispatchSeconds: v.exactOptional(is.seconds),
});
