import type { ComputePath } from "../domain/dataType.ts";
import type { Ceilings } from "../domain/result.ts";
import type {
  BytesPerSecond,
  FlopsPerSecond,
  Fraction,
  Intensity,
  Seconds,
} from "../domain/units.ts";
import type { Work } from "../domain/work.ts";

/** The two ceilings, measured in one run, that bound one path. */
export interface Roofline {
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
}

/** FLOP per byte where memory stops being the limit. */
export const ridgePoint = (roof: Roofline): Intensity => roof.flopsPerSecond / roof.bytesPerSecond;

export const attainableFlopsPerSecond = (roof: Roofline, intensity: Intensity): FlopsPerSecond =>
  Math.min(roof.flopsPerSecond, intensity * roof.bytesPerSecond);

/** The least time that a piece of work can take under a roof. */
export const boundSeconds = (roof: Roofline, { flops, bytes }: Work): Seconds =>
  Math.max(flops / roof.flopsPerSecond, bytes / roof.bytesPerSecond);

/**
 * Achieved rate as a share of the attainable one. Taken over seconds, which is the same share and
 * also holds for work without arithmetic, whose attainable FLOP/s are 0.
 */
export const rooflineFraction = (roof: Roofline, work: Work, seconds: Seconds): Fraction =>
  boundSeconds(roof, work) / seconds;

/** The roof of a path; undefined where one of its two ceilings was not measured. */
export const rooflineOf = (ceilings: Ceilings, path: ComputePath): Roofline | undefined => {
  const memory = ceilings.memory;
  const compute = ceilings.compute[path];
  return (
    memory &&
    compute && {
      bytesPerSecond: memory.bytesPerSecond,
      flopsPerSecond: compute.flopsPerSecond,
    }
  );
};
