import type { BatchSeries } from "../analysis/batchSeries.ts";
import type { TokensPerSecond, Watts } from "../domain/units.ts";
import { wattsPerMegawatt } from "./rates.ts";

/** The visitor's machine at so many users at once, as measured: the layers' weights only. */
export interface YourPoint {
  readonly users: number;
  readonly perUser: TokensPerSecond;
  readonly perMegawatt: TokensPerSecond;
  /** 95% interval of the rate per megawatt; the watts are taken as exact. */
  readonly low: TokensPerSecond;
  readonly high: TokensPerSecond;
}

/** A measured sweep at the watts that its visitor states. */
export const yourInteractivity = (
  { rows }: Pick<BatchSeries, "rows">,
  watts: Watts,
): readonly YourPoint[] =>
  rows.map(({ batch, layers, seconds }) => {
    const perMegawatt = (layerSeconds: number): number =>
      (batch / (layers * layerSeconds) / watts) * wattsPerMegawatt;
    return {
      users: batch,
      perUser: 1 / (layers * seconds.median),
      perMegawatt: perMegawatt(seconds.median),
      low: perMegawatt(seconds.high),
      high: perMegawatt(seconds.low),
    };
  });
