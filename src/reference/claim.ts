import type { FigureConfidence } from "./accelerators.ts";

/** What a claim sets against what, as far as its maker says. */
export interface ClaimComparison {
  readonly system?: string;
  readonly baseline?: string;
  readonly metric?: string;
  readonly operatingPoint?: string;
  readonly model?: string;
  readonly contextTokens?: number;
  readonly newInputTokens?: number;
  readonly outputTokens?: number;
  readonly basis?: string;
}

/** A statement that is repeated about a machine, with what can be said against or for it. */
export interface Claim {
  readonly id: string;
  readonly subject: string;
  readonly claim: string;
  /** One factor, or several where it gives several. */
  readonly value?: number | readonly number[];
  readonly unit?: string;
  readonly claimant?: string;
  /** Ids of `Source`s. */
  readonly source: string;
  readonly also?: readonly string[];
  readonly confidence: FigureConfidence;
  readonly compares?: ClaimComparison;
  /** What a reader should know before believing it. */
  readonly check?: string;
}
