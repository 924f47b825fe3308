import type { Bytes, BytesPerSecond, Seconds } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { Deployment } from "./deployment.ts";

/**
 * Assumed, since nobody publishes it: the least time for chips to exchange a small message, by
 * switch and cable. Libraries take several times as long, so what follows stays on the fast side.
 */
export const assumedExchangeSeconds: Seconds = 1e-6;

/** After attention and after feed-forward every chip needs what the others have summed. */
const exchangesPerLayer = 2;
const bytesPerActivation = 2;

/** What it costs that one copy lies on several chips, term by term. */
export interface LinkTerm {
  readonly exchanges: number;
  /** Assumed. */
  readonly secondsPerExchange: Seconds;
  /** That each chip sends and receives in one exchange. */
  readonly bytesPerExchange: Bytes;
  /** Of one chip; undefined where it is not published: then bytes cost nothing. */
  readonly bytesPerSecond?: BytesPerSecond;
  readonly seconds: Seconds;
}

const linkTerm = (term: Omit<LinkTerm, "seconds">): LinkTerm => ({
  ...term,
  seconds:
    term.exchanges *
    (term.secondsPerExchange +
      (term.bytesPerSecond === undefined ? 0 : term.bytesPerExchange / term.bytesPerSecond)),
});

const published = ({ linkBytesPerSecond }: Deployment["chip"]): Pick<LinkTerm, "bytesPerSecond"> =>
  linkBytesPerSecond === undefined ? {} : { bytesPerSecond: linkBytesPerSecond };

/** Every layer spread over all chips: sums are exchanged in a ring. One chip exchanges nothing. */
export const exchangeTerm = (
  { chip, chips }: Deployment,
  model: ReferenceModel,
  users: number,
): LinkTerm =>
  linkTerm({
    exchanges: chips === 1 ? 0 : exchangesPerLayer * model.layers,
    secondsPerExchange: assumedExchangeSeconds,
    bytesPerExchange: ((2 * (chips - 1)) / chips) * users * model.hidden * bytesPerActivation,
    ...published(chip),
  });

/** Stages after one another: each hands its activations to the next. */
export const handOverTerm = (
  { chip }: Deployment,
  model: ReferenceModel,
  stages: number,
  users: number,
): LinkTerm =>
  linkTerm({
    exchanges: stages - 1,
    secondsPerExchange: assumedExchangeSeconds,
    bytesPerExchange: users * model.hidden * bytesPerActivation,
    ...published(chip),
  });
