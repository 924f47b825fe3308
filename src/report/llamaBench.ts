import type { Interval } from "../domain/interval.ts";
import type { DecodeRow, PrefillRow, Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { cleanText } from "./cleanText.ts";

const nanosecondsPerSecond = 1e9;
const nanoseconds = (seconds: Seconds): number => Math.round(seconds * nanosecondsPerSecond);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of a sample (n - 1); undefined where one value cannot tell. */
const standardDeviation = (values: readonly number[]): number | undefined => {
  if (values.length < 2) return undefined;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
};

/** Llama-bench shows means where this program shows medians. */
const statistics = ({ samples }: Interval, tokens: number): Readonly<Record<string, unknown>> => {
  const rates = samples.map((seconds) => tokens / seconds);
  const [deviation, deviationOfRates] = [standardDeviation(samples), standardDeviation(rates)];
  return {
    avg_ns: nanoseconds(mean(samples)),
    ...(deviation !== undefined && { stddev_ns: nanoseconds(deviation) }),
    avg_ts: mean(rates),
    ...(deviationOfRates !== undefined && { stddev_ts: deviationOfRates }),
    samples_ns: samples.map(nanoseconds),
    samples_ts: rates,
  };
};

/** A whole model of real weights has only its name and type there: all that is less says so. */
const modelType = ({
  model,
  dataType,
  includes,
  extrapolated,
  layersMeasured,
}: DecodeRow | PrefillRow): string =>
  cleanText(
    [
      `${model} ${dataType}`,
      ...(includes === "weights" ? ["weights only"] : []),
      ...(extrapolated ? [`extrapolated from ${layersMeasured} layers`] : []),
    ].join(", "),
  );

/** One JSON object a line for each prompt and each answer of one user, in llama-bench's columns. */
export const resultLlamaBench = (result: Result): string => {
  const common = {
    build_commit: cleanText(result.build.commit),
    gpu_info: cleanText(result.environment.label),
    backends: "WebGPU",
  };
  const test_time = result.createdAt;
  const measured = ({ verification }: DecodeRow | PrefillRow, { samples }: Interval): boolean =>
    verification.status === "passed" && samples.length > 0;
  const prompts = result.prefill
    .filter((row) => measured(row, row.seconds))
    .map((row) => ({
      ...common,
      model_type: modelType(row),
      n_prompt: row.promptTokens,
      n_gen: 0,
      n_depth: 0,
      test_time,
      ...statistics(row.seconds, row.promptTokens),
    }));
  const answers = result.decode
    .filter((row) => row.batch === 1 && measured(row, row.secondsPerStep))
    .map((row) => ({
      ...common,
      model_type: modelType(row),
      n_prompt: 0,
      n_gen: 1,
      n_depth: row.contextTokens,
      test_time,
      ...statistics(row.secondsPerStep, 1),
    }));
  return [...prompts, ...answers].map((row) => `${JSON.stringify(row)}\n`).join("");
};
