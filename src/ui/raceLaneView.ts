import type { Fraction, TokensPerSecond, Seconds } from "../domain/units.ts";
import {
  fastestReadableTokensPerSecond,
  raceAt,
  type RaceLeg,
  type RaceMode,
  type RaceSchedule,
} from "../projection/race.ts";
import {
  formatCount,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
} from "../report/format.ts";
import { raceText } from "./raceText.ts";
import { raceWords as words } from "./raceWords.ts";

/** A stretch of a lane's bar, as shares of the common scale. */
export interface RaceBar {
  readonly kind: RaceLeg["kind"];
  readonly start: Fraction;
  readonly length: Fraction;
}

/** What one lane shows at one moment: the same for the same moment, whatever came before. */
export interface RaceLaneView {
  readonly status: "ready" | "reading" | "writing" | "finished";
  /** What stands on the page; undefined where it would be too fast to be read. */
  readonly page: string | undefined;
  readonly line: string;
  readonly bars: readonly RaceBar[];
}

const secondsOf = (legs: readonly RaceLeg[], kind: RaceLeg["kind"]): Seconds =>
  legs.filter((leg) => leg.kind === kind).reduce((sum, { seconds }) => sum + seconds, 0);

/** Tokens/s of each answer, which fall as the context grows. */
const writingRates = ({ legs }: RaceSchedule): readonly TokensPerSecond[] =>
  legs.filter(({ kind }) => kind === "writing").map(({ tokens, seconds }) => tokens / seconds);

/** Faster than text can be told apart, so that a flag at the end says more. */
export const isTooFast = (schedule: RaceSchedule): boolean =>
  Math.max(...writingRates(schedule)) > fastestReadableTokensPerSecond;

/** "54.3 tokens/s", or from the first answer's rate to the last one's. */
export const writingRateText = (schedule: RaceSchedule): string => {
  const rates = writingRates(schedule);
  const [first = 0, last = 0] = [rates[0], rates.at(-1)];
  return last < 0.97 * first
    ? words.writesFalling(formatTokensPerSecond(first), formatSignificant(last))
    : words.writes(formatTokensPerSecond(first));
};

/** "0.12 s of it reading, 4.7 s writing". */
export const splitText = ({ legs, isReadingUnknown }: RaceSchedule): string => {
  const writing = formatSeconds(secondsOf(legs, "writing"));
  return isReadingUnknown
    ? words.splitUnknown(writing)
    : words.split(formatSeconds(secondsOf(legs, "reading")), writing);
};

const barsAt = ({ legs }: RaceSchedule, elapsed: Seconds, longest: Seconds): readonly RaceBar[] =>
  legs
    .filter(({ startSeconds, seconds }) => seconds > 0 && startSeconds < elapsed)
    .map(({ kind, startSeconds, seconds }) => ({
      kind,
      start: startSeconds / longest,
      length: Math.min(seconds, elapsed - startSeconds) / longest,
    }));

/** A lane so many seconds after the start; bars are drawn against the slowest lane. */
export const raceLaneView = (
  schedule: RaceSchedule,
  mode: RaceMode,
  elapsed: Seconds,
  longest: Seconds,
): RaceLaneView => {
  const bars = barsAt(schedule, elapsed, longest);
  const moment = raceAt(schedule, elapsed);
  if (!moment || elapsed === 0) return { status: "ready", page: "", line: words.waiting, bars };
  const { leg, tokensWritten, isFinished } = moment;
  const turn = mode.turns > 1 ? words.turn(formatCount(leg.turn), formatCount(mode.turns)) : "";
  const page = isTooFast(schedule) ? undefined : raceText(mode.id, tokensWritten);
  if (isFinished) {
    const line = `${words.finished(formatSeconds(schedule.seconds))}: ${splitText(schedule)}`;
    return { status: "finished", page, line, bars };
  }
  return leg.kind === "reading"
    ? {
        status: "reading",
        page: page === undefined ? undefined : "",
        line: words.reading(formatCount(leg.tokens), turn),
        bars,
      }
    : {
        status: "writing",
        page,
        line: words.writing(formatCount(tokensWritten), formatCount(schedule.answerTokens), turn),
        bars,
      };
};
