import type { Flops, Seconds } from "../domain/units.ts";
import { densePeak, type Chip, type DensePeak } from "./chip.ts";
import { notPublished, type Missing } from "./missing.ts";
import type { Setup } from "./setup.ts";

/** FLOP of a pass by what they multiply, since each kind of operand has its own type. */
export interface FlopCounts {
  /** Weights that every token meets. */
  readonly matrixFlops: Flops;
  /** Routed experts; 0 for a dense model. */
  readonly expertFlops: Flops;
  /** Keys and values. */
  readonly attentionFlops: Flops;
}

/** Time in the arithmetic units of one chip if it did everything, and at which peaks. */
export interface Arithmetic {
  readonly matrices: DensePeak;
  /** Undefined for a dense model. */
  readonly experts?: DensePeak;
  readonly attention: DensePeak;
  readonly chipSeconds: Seconds;
}

/**
 * Undefined, with what is missing, where no peak is published that multiplies the weights. Where
 * only attention's is missing, it counts at the weights' peak: too fast, so a bound stays one.
 */
export const arithmeticOf = (
  chip: Chip,
  { storage, cacheType }: Pick<Setup, "storage" | "cacheType">,
  { matrixFlops, expertFlops, attentionFlops }: FlopCounts,
): { readonly arithmetic?: Arithmetic; readonly missing: readonly Missing[] } => {
  const matrices = densePeak(chip, storage.matrices);
  const experts = densePeak(chip, storage.experts);
  if (!matrices || !experts) {
    const stored = matrices ? storage.experts : storage.matrices;
    return { missing: [notPublished("peak", chip.profile, `${stored} weights`)] };
  }
  const attention = densePeak(chip, cacheType) ?? matrices;
  return {
    arithmetic: {
      matrices,
      ...(expertFlops > 0 && { experts }),
      attention,
      chipSeconds:
        matrixFlops / matrices.flopsPerSecond +
        expertFlops / experts.flopsPerSecond +
        attentionFlops / attention.flopsPerSecond,
    },
    missing: [],
  };
};
