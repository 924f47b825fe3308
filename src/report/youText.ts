import type { You } from "../projection/you.ts";
import { formatBytes, formatCount, formatSignificant, formatTokensPerSecond } from "./format.ts";

/** The visitor's mark in one sentence. */
export const youText = (you: You): string => {
  switch (you.status) {
    case "measured":
      return `You, ${you.label}: ${formatTokensPerSecond(you.perUser)} per user measured (${formatSignificant(you.low)} to ${formatSignificant(you.high)}), ${you.row.includes === "weights" ? "weights only" : `with ${formatCount(you.row.contextTokens)} tokens of context`}, confidence ${you.confidence}.`;
    case "from-ceilings":
      return `You, ${you.label}: not measured; at most ${formatTokensPerSecond(you.perUser)} per user by your run's own ceilings, if ${formatBytes(you.weightBytes)} of weights fit. Confidence ${you.confidence}.`;
    case "absent":
      return `You, ${you.label}: not among them. ${you.reason}`;
  }
};
