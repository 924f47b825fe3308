import type { DecodeRow, PrefillRow, Result } from "../domain/result.ts";

/** SPEC's R with the two rows that it divides, or why there is none. */
export type Ratio =
  | {
      readonly status: "known";
      /** Prefill tokens/s divided by one user's decode tokens/s. */
      readonly ratio: number;
      readonly model: string;
      readonly prefill: PrefillRow;
      readonly decode: DecodeRow;
    }
  | { readonly status: "unknown"; readonly reason: string };

/** What R is read from: a whole result, or a run so far. */
export type RatioInput = Pick<Result, "decode" | "prefill" | "environment" | "warnings">;

const promptTokens = 512;
/** The model that R is quoted for where a device can stand for it. */
const preferredModel = "llama-3.1-8b";

type Known = Extract<Ratio, { status: "known" }>;

const isProved = (row: DecodeRow | PrefillRow): boolean =>
  row.dataType === "f16" && row.verification.status === "passed";

/** Every pair of the same model and the same parts, one user against a prompt of 512 tokens. */
const pairsOf = ({ prefill, decode }: RatioInput): readonly Known[] =>
  decode
    .filter((row) => isProved(row) && row.batch === 1)
    .flatMap((one) =>
      prefill
        .filter(
          (row) =>
            isProved(row) &&
            row.promptTokens === promptTokens &&
            row.model === one.model &&
            row.includes === one.includes,
        )
        .map((row) => ({
          status: "known" as const,
          ratio: row.tokensPerSecond / one.tokensPerSecond,
          model: one.model,
          prefill: row,
          decode: one,
        })),
    );

/** The preferred model first, then the largest, then whole steps, then short context. */
const isBetter = (a: Known, b: Known): boolean => {
  const preference = (pair: Known): readonly number[] => [
    pair.model === preferredModel ? 1 : 0,
    pair.prefill.flops,
    pair.decode.includes === "step" ? 1 : 0,
    -pair.decode.contextTokens,
  ];
  const [ofA, ofB] = [preference(a), preference(b)];
  const differing = ofA.findIndex((value, index) => value !== ofB[index]);
  return differing >= 0 && (ofA[differing] ?? 0) > (ofB[differing] ?? 0);
};

/** Whether the result's adapter is a software renderer, by its own word or by the run's warning. */
export const isSoftware = ({
  environment,
  warnings,
}: Pick<RatioInput, "environment" | "warnings">): boolean =>
  environment.adapter.isFallback === true ||
  warnings.some(({ code }) => code === "software-adapter");

/** How many times faster this GPU reads a prompt than it writes an answer, at 16 bits. */
export const ratioOf = (result: RatioInput): Ratio => {
  if (isSoftware(result)) {
    return {
      status: "unknown",
      reason: "The browser calculated on the processor, which says nothing about the GPU.",
    };
  }
  const best = pairsOf(result).reduce<Known | undefined>(
    (found, pair) => (found === undefined || isBetter(pair, found) ? pair : found),
    undefined,
  );
  return (
    best ?? {
      status: "unknown",
      reason: `No model was measured at 16 bits both reading ${promptTokens} tokens and writing for one user.`,
    }
  );
};
