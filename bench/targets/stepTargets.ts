import { lostPerDispatch } from "../../src/analysis/dispatchLoss.ts";
import type { DataType } from "../../src/domain/dataType.ts";
import type { DecodeRow, PrefillRow, Result } from "../../src/domain/result.ts";
import type { Figure, Target } from "./target.ts";

const figure = (
  { extrapolated }: DecodeRow | PrefillRow,
  value: number | undefined,
): Figure | undefined =>
  value === undefined ? undefined : { value, ...(extrapolated && { extrapolated }) };

/** A whole step that was proved, with a context of 512 tokens. */
const stepOf = (
  { decode }: Result,
  model: string,
  dataType: DataType,
  batch: number,
): DecodeRow | undefined =>
  decode.find(
    (row) =>
      row.model === model &&
      row.dataType === dataType &&
      row.includes === "step" &&
      row.batch === batch &&
      row.contextTokens === 512 &&
      row.verification.status === "passed",
  );

const tokens =
  (model: string, dataType: DataType, batch = 1): Target["measured"] =>
  (result) => {
    const row = stepOf(result, model, dataType, batch);
    return row && figure(row, row.tokensPerSecond);
  };

const large = "llama-3.1-8b";

const readingOf =
  (promptTokens: number): Target["measured"] =>
  ({ prefill }) => {
    const row = prefill.find(
      (each) =>
        each.model === large &&
        each.dataType === "f16" &&
        each.includes === "step" &&
        each.promptTokens === promptTokens &&
        each.verification.status === "passed",
    );
    return row && figure(row, row.flopsPerSecond);
  };

/** What whole models are to reach on an H100. */
/** The fastest that any model has over so many tokens. */
const attentionOf =
  (context: number): Target["measured"] =>
  ({ kernels }) => {
    const rates = kernels.flatMap(({ operation, phase, shape, verification, flopsPerSecond }) =>
      operation === "attention" &&
      phase === "prefill" &&
      verification.status === "passed" &&
      "context" in shape &&
      shape.context === context
        ? (flopsPerSecond ?? [])
        : [],
    );
    return rates.length === 0 ? undefined : { value: Math.max(...rates) };
  };

export const stepTargets: readonly Target[] = [
  {
    what: "8B f16 writes, context 512",
    field: "decode: llama-3.1-8b f16, tokensPerSecond",
    unit: "tokensPerSecond",
    accept: 182,
    stretch: 193,
    measured: tokens(large, "f16"),
  },
  {
    what: "8B int4 writes, context 512",
    field: "decode: llama-3.1-8b int4, tokensPerSecond",
    unit: "tokensPerSecond",
    accept: 414,
    stretch: 527,
    measured: tokens(large, "int4"),
  },
  {
    what: "8B f16 for 16 users, in all",
    field: "decode: llama-3.1-8b f16, batch 16",
    unit: "tokensPerSecond",
    accept: 2400,
    stretch: 2800,
    measured: tokens(large, "f16", 16),
  },
  {
    what: "8B f16, lost per dispatch",
    field: "decode: llama-3.1-8b f16, beyond its bytes",
    unit: "seconds",
    accept: 5e-6,
    stretch: 3.5e-6,
    measured: (result) => {
      const row = stepOf(result, large, "f16", 1);
      return row && figure(row, lostPerDispatch(row, result.ceilings));
    },
  },
  {
    what: "8B f16 reads 2,048 tokens",
    field: "prefill: llama-3.1-8b f16, flopsPerSecond",
    unit: "flopsPerSecond",
    accept: 200e12,
    stretch: 250e12,
    measured: readingOf(2048),
  },
  {
    what: "causal attention of a prompt",
    field: "kernels: step-attend-* over 2,048 tokens",
    unit: "flopsPerSecond",
    accept: 80e12,
    stretch: 120e12,
    measured: attentionOf(2048),
  },
  {
    what: "0.6B f16 writes, context 512",
    field: "decode: qwen3-0.6b f16, tokensPerSecond",
    unit: "tokensPerSecond",
    accept: 900,
    stretch: 1200,
    measured: tokens("qwen3-0.6b", "f16"),
  },
];
