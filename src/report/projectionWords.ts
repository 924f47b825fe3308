import type { System } from "../projection/projectMachine.ts";
import type { EstimateReason, Limit, Standing } from "../projection/standing.ts";
import type { StoredType, WeightStorage } from "../projection/storedType.ts";
import { bitsPerStored } from "../projection/storedType.ts";
import type { Unavailable } from "../projection/unavailable.ts";
import { cleanText } from "./cleanText.ts";
import { formatBytes, formatCount } from "./format.ts";

/** What is written where a figure is undefined because nobody has published it. */
export const notPublishedText = "not published";

export const limitWords: Readonly<Record<Limit, string>> = {
  memory: "memory",
  arithmetic: "arithmetic",
  links: "links between chips",
};

export const estimateWords: Readonly<Record<EstimateReason, string>> = {
  interconnect: "several chips, whose exchanges are assumed",
  "uniform-routing": "experts chosen evenly",
  stages: "stage after stage, whose hand-overs are assumed",
};

/** A machine's name without its bracketed other names. */
export const shortName = (name: string): string => cleanText(name.replace(/\s*\(.*$/, ""));

/** The short name, and where a machine stands that cannot be had yet, or no more. */
export const nameWithStatus = ({ name, status }: Pick<System, "name" | "status">): string =>
  status === "released" ? shortName(name) : `${shortName(name)} (${status})`;

/** "a bound", or "an estimate: " and on what it rests. */
export const standingText = (standing: Standing): string =>
  standing.kind === "bound"
    ? "a bound"
    : `an estimate: ${standing.because.map((reason) => estimateWords[reason]).join("; ")}`;

const typeText = (type: StoredType): string => `${type} (${bitsPerStored[type]} bits)`;

/** How weights are stored, experts named where they differ. */
export const storageText = ({ matrices, experts }: WeightStorage): string =>
  matrices === experts
    ? `${typeText(matrices)} weights`
    : `${typeText(matrices)} weights, ${typeText(experts)} experts`;

/** Why there is no projection, in one sentence or more. */
export const unavailableText = (unavailable: Unavailable): string => {
  switch (unavailable.status) {
    case "not-published":
      return unavailable.missing.map(({ reason }) => reason).join(" ");
    case "not-modelled":
      return unavailable.reason;
    case "does-not-fit": {
      const { chips, fewestChips, weightBytes, cacheBytes } = unavailable.deployment;
      return `It does not fit: ${formatBytes(weightBytes)} of weights and ${formatBytes(cacheBytes)} of cache take ${formatCount(fewestChips)} chips, not ${formatCount(chips)}.`;
    }
  }
};
