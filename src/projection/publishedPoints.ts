import type { CountedTokens, PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { FrontPoint } from "./interactivity.ts";

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

/** Published points of one system with one model, slowest for each user first. */
export interface PublishedFront {
  readonly profile: string;
  readonly model?: string;
  readonly points: readonly (PublishedPoint & FrontPoint)[];
}

/** Points of the same system and model as one curve, in the order in which these first appear. */
export const publishedFronts = (points: readonly PublishedPoint[]): readonly PublishedFront[] => {
  const keyOf = ({ profile, model }: PublishedPoint): string => `${profile} ${model ?? ""}`;
  const firsts = points.filter(
    (point, index) => points.findIndex((each) => keyOf(each) === keyOf(point)) === index,
  );
  return firsts.map((first) => {
    const { profile, model } = first;
    const sorted = points
      .filter((point) => keyOf(point) === keyOf(first))
      .map((point) => ({
        ...point,
        rates: { perUser: point.perUser, perMegawatt: point.perMegawatt },
      }))
      .toSorted((a, b) => a.perUser - b.perUser);
    return { profile, ...(model !== undefined && { model }), points: sorted };
  });
};
