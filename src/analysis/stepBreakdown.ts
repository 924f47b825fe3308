import type { DataType } from "../domain/dataType.ts";
import type { Result } from "../domain/result.ts";
import type { Fraction, Seconds } from "../domain/units.ts";
import { stepParts, type BreakdownRow } from "../domain/waiting.ts";

/** One part of a step with its share; below 0 where the step got slower without it. */
export interface StepShare extends BreakdownRow {
  readonly share: Fraction;
}

/** Where the time of one model's step goes. */
export interface StepBreakdown {
  readonly model: string;
  readonly dataType: DataType;
  readonly contextTokens: number | undefined;
  /** The whole step: all parts and what none explains. */
  readonly secondsPerStep: Seconds;
  /** In the order in which a token meets them, the residual last. */
  readonly parts: readonly StepShare[];
}

const placeOf = (part: string): number => {
  const place = stepParts.findIndex((known) => known === part);
  return place < 0 ? stepParts.length - 1.5 : place; // unknown ones before the residual
};

/** Each model and type whose step was taken apart, in the document's order; empty where none was. */
export const stepBreakdowns = ({
  breakdown = [],
}: Pick<Result, "breakdown">): readonly StepBreakdown[] => {
  const groups = new Map<string, BreakdownRow[]>();
  for (const row of breakdown) {
    const key = JSON.stringify([row.model, row.dataType, row.contextTokens]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows): readonly StepBreakdown[] => {
    const [first] = rows;
    const whole = rows.reduce((sum, { secondsPerStep }) => sum + secondsPerStep, 0);
    if (!first || whole <= 0) return []; // parts that contradict each other
    return [
      {
        model: first.model,
        dataType: first.dataType,
        contextTokens: first.contextTokens,
        secondsPerStep: whole,
        parts: rows
          .toSorted((a, b) => placeOf(a.part) - placeOf(b.part))
          .map((row) => ({ ...row, share: row.secondsPerStep / whole })),
      },
    ];
  });
};
