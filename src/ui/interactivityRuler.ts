import { formatCompact, formatRatio } from "../report/format.ts";
import type { Ruler } from "./charts/chartRuler.ts";
import type { Range } from "./charts/chartFigure.ts";
import type { RulerFront, RulerReading } from "./interactivityScene.ts";
import { interactivityWords as words } from "./interactivityWords.ts";

/** Two curves, of which one is read against the other. */
export interface Compared {
  readonly front: RulerFront;
  readonly baseline: RulerFront;
}

/** Those that were chosen, else the first two; undefined where nothing is drawn. */
export const comparedOf = (
  fronts: readonly RulerFront[],
  chosen: { readonly subject: string; readonly baseline: string },
): Compared | undefined => {
  const front = fronts.find(({ id }) => id === chosen.subject) ?? fronts[0];
  if (!front) return undefined;
  const baseline =
    fronts.find(({ id }) => id === chosen.baseline && id !== front.id) ??
    fronts.find((one) => one !== front) ??
    front;
  return { front, baseline };
};

/** The ruler at a rate for each user, with what it reads in short and in full. */
export const rulerOf = (
  { low, high }: Range,
  value: number,
  { front, baseline }: Compared,
  readings: readonly RulerReading[],
): Ruler => {
  const rate = formatCompact(value);
  const of = (wanted: RulerFront): RulerReading | undefined =>
    readings.find((reading) => reading.front === wanted);
  const said = (wanted: RulerFront): string => {
    const perMegawatt = of(wanted)?.perMegawatt;
    return perMegawatt === undefined
      ? `${wanted.name} does not go so fast`
      : `${wanted.name} gives ${formatCompact(perMegawatt)} tokens/s per megawatt`;
  };
  const ratio = of(front)?.timesBaseline;
  return {
    name: words.ruler,
    value,
    low,
    high,
    label: ratio === undefined ? words.noTimes(rate) : words.times(formatRatio(ratio), rate),
    text: `${words.at(rate)}: ${said(front)}, ${said(baseline)}.`,
  };
};

/** What every curve gives there, as rows of a table. */
export const readingRows = (
  readings: readonly RulerReading[],
  baseline: RulerFront,
): readonly (readonly string[])[] =>
  readings.map(({ front, perMegawatt, timesBaseline }) => [
    front.name,
    perMegawatt === undefined ? words.tooFast : formatCompact(perMegawatt),
    front === baseline
      ? words.isBaseline
      : timesBaseline === undefined
        ? ""
        : `× ${formatRatio(timesBaseline)}`,
  ]);
