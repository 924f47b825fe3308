import { litCells, type LitCells } from "../../analysis/litCells.ts";
import type { Peak, PhaseFigures, Wall } from "../../analysis/wall.ts";
import { wholeChip } from "../../analysis/wholeChip.ts";
import type { Phase } from "../../domain/result.ts";
import type { Fraction } from "../../domain/units.ts";
import {
  formatCount,
  formatFlopsPerSecond,
  formatPercent,
  formatRatio,
} from "../../report/format.ts";
import { pathNames } from "../../report/pathNames.ts";
import { cardWords as words } from "../words.ts";
import type { PublishedPeak } from "./publishedPeak.ts";

/** One panel in words and shares. */
export interface CardPanel {
  readonly phase: Phase;
  readonly heading: string;
  /** The same for narrow panels. */
  readonly headingLines: readonly [string, string];
  /** The number of cells; empty where there is none. */
  readonly figure: string;
  readonly caption: string;
  readonly cells: LitCells | undefined;
  /** First cell that is published only; undefined: all are of what this run showed. */
  readonly hatchedFrom: number | undefined;
  readonly isFailed: boolean;
  readonly memory: Fraction | undefined;
  readonly memoryText: string;
}

/** Everything that the card writes and draws, whatever its size and colours. */
export interface CardModel {
  readonly reading: CardPanel;
  readonly writing: CardPanel;
  /** "53×"; undefined where there is no R. */
  readonly ratio: string | undefined;
  /** What one square is. */
  readonly unit: string;
  /** Device, browser, date, confidence, address. */
  readonly origin: string;
  /** "RECORDED", "PARTIAL": what kind of picture this is, when not the visitor's whole run. */
  readonly badge: string | undefined;
  /** The squares are of a published peak, not of this run's. */
  readonly isWholeChip: boolean;
}

export interface CardContext {
  /** Joined by a middle dot. */
  readonly origin: readonly string[];
  readonly badge?: string;
  /** A sentence in place of an origin, free to wrap. */
  readonly note?: string;
  /** Why a part is missing, to stand in brackets: "cancelled at 9 s". */
  readonly gap?: string;
  /** The run goes on: what is missing is still to come. */
  readonly isRunning?: boolean;
  /** The published arithmetic to draw as the whole, in place of this run's own. */
  readonly published?: PublishedPeak;
}

/** Longer parts must break: a phone's line holds about 40 characters. */
const longestUnbroken = 24;

/** Short parts stay whole at the end of a line. */
const noBreak = (text: string): string =>
  text.length > longestUnbroken ? text : text.replaceAll(" ", "\u00a0");

const headingsOf = (
  phase: Phase,
  figures: PhaseFigures,
): Pick<CardPanel, "heading" | "headingLines"> => {
  const users = figures.status === "known" ? figures.users : 1;
  if (phase === "decode" && users > 1) {
    const count = `${formatCount(users)} USERS`;
    return { heading: `WRITING FOR ${count} AT ONCE`, headingLines: ["WRITING", `FOR ${count}`] };
  }
  if (phase === "decode")
    return { heading: "WRITING 1 TOKEN FOR 1 USER", headingLines: ["WRITING", "1 TOKEN, 1 USER"] };
  const tokens = `${formatCount(figures.status === "known" ? figures.tokens : 512)} TOKENS`;
  return { heading: `READING ${tokens}`, headingLines: ["READING", tokens] };
};

const gapCaption = (figures: PhaseFigures, { gap, isRunning }: CardContext): string => {
  if (figures.status === "unknown" && figures.reason === "failed") return words.failed;
  if (isRunning) return words.toCome;
  return gap === undefined ? words.notMeasured : `${words.notMeasured} (${gap})`;
};

const panelOf = (
  phase: Phase,
  figures: PhaseFigures,
  hatchedFrom: number | undefined,
  context: CardContext,
): CardPanel => {
  const busy = figures.status === "known" ? figures : undefined;
  const cells = busy?.arithmetic && litCells(busy.arithmetic);
  const part = cells?.partOfOne;
  return {
    phase,
    ...headingsOf(phase, figures),
    figure: cells ? (part === undefined ? formatCount(cells.lit) : formatRatio(part)) : "",
    caption: cells
      ? part === undefined
        ? words.ofThousand
        : words.ofOne
      : gapCaption(figures, context),
    cells,
    hatchedFrom: cells && hatchedFrom,
    isFailed: figures.status === "unknown" && figures.reason === "failed",
    memory: busy?.memory,
    memoryText: busy?.memory === undefined ? "" : `${formatPercent(busy.memory)} busy`,
  };
};

const hasHalves = (figures: PhaseFigures): boolean => {
  const cells = figures.status === "known" && figures.arithmetic && litCells(figures.arithmetic);
  return cells !== undefined && cells !== false && cells.high > cells.low;
};

const peakText = ({ flopsPerSecond, path }: Peak): string =>
  `${noBreak(formatFlopsPerSecond(flopsPerSecond))}, ${noBreak(pathNames[path])}`;

const publishedText = (
  { name, flopsPerSecond, type, source }: PublishedPeak,
  measured: Peak,
): string =>
  `1 square = 0.1% of ${noBreak(formatFlopsPerSecond(flopsPerSecond))}, the ${type} arithmetic of ${name} as published (${source}). ` +
  `${words.hatched} (${peakText(measured)}).`;

const unitText = (
  { peak, reading, writing }: Wall,
  published: PublishedPeak | undefined,
): string => {
  const measured = peak ? `${words.unit} (${peakText(peak)}).` : words.unitUnknown;
  const unit = peak && published ? publishedText(published, peak) : measured;
  return hasHalves(reading) || hasHalves(writing) ? `${unit} ${words.halves}` : unit;
};

/** The card's words and shares from the figures. */
export const cardModel = (measured: Wall, context: CardContext): CardModel => {
  const { published } = context;
  const whole = published && wholeChip(measured, published.flopsPerSecond);
  const wall = whole?.wall ?? measured;
  const hatchedFrom = whole?.hatchedFrom;
  return {
    reading: panelOf("prefill", wall.reading, hatchedFrom, context),
    writing: panelOf("decode", wall.writing, hatchedFrom, context),
    ratio: wall.ratio.status === "known" ? `${formatRatio(wall.ratio.median)}×` : undefined,
    unit: unitText(wall, whole && published),
    origin: context.note ?? context.origin.map(noBreak).join(" · "),
    badge: context.badge,
    isWholeChip: whole !== undefined,
  };
};

/** The card in a sentence, for those who do not see it. */
export const cardSummary = ({ reading, writing, unit, origin, badge }: CardModel): string =>
  [badge, ...[reading, writing].map(panelText), unit, origin]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");

const panelText = ({ heading, figure, caption, memoryText }: CardPanel): string =>
  `${heading.toLowerCase()}: ${`${figure} ${caption}`.trim()}${memoryText === "" ? "" : `, memory ${memoryText}`}.`;
