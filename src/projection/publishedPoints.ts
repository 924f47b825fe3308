import type { CountedTokens, PublishedMeasurement } from "../reference/publishedMeasurement.ts";

/** A published rate per megawatt at a rate per user. */
export interface PublishedPoint {
  readonly profile: string;
  readonly model?: string;
  readonly perUser: number;
  readonly perMegawatt: number;
  /** Axes must say which: rates of all tokens are tens of times those of output alone. */
  readonly counts: CountedTokens;
  readonly measurement: PublishedMeasurement;
}

/** Published points that count the same tokens; never to be mixed with those that count others. */
export const publishedPoints = (
  measurements: readonly PublishedMeasurement[],
  counts: CountedTokens,
): readonly PublishedPoint[] =>
  measurements.flatMap((measurement): readonly PublishedPoint[] => {
    const { metric, profile, model, value, interactivityTokensPerSPerUser: perUser } = measurement;
    const isPerMegawatt =
      metric === "tokens_per_s_per_mw" || metric === "total_tokens_per_s_per_mw";
    if (!isPerMegawatt || measurement.counts !== counts) return [];
    if (profile === undefined || perUser === undefined || typeof value !== "number") return [];
    return [{ profile, ...(model && { model }), perUser, perMegawatt: value, counts, measurement }];
  });
