import type { CountedTokens, Metric, PublishedMeasurement } from "./publishedMeasurement.ts";
import { fieldsOf, type RawRecord } from "./rawFields.ts";

/** Measured with a draft model, going by the source; the data says so in words only. */
const speculative: readonly string[] = ["lpx-hc2026-peak"];

const counts = (metric: Metric, note = ""): CountedTokens | undefined => {
  if (metric.startsWith("total_tokens")) {
    return note.includes("cached input") ? "input-and-output-with-cache" : "input-and-output";
  }
  return metric.includes("tokens_per_s") && !metric.startsWith("prefill") ? "output" : undefined;
};

/** A measurement of the data file in this program's words. */
export const readMeasurement = (raw: RawRecord): PublishedMeasurement => {
  const fields = fieldsOf(raw) as unknown as PublishedMeasurement; // tests hold the file to the type
  const counted = counts(fields.metric, fields.note);
  return {
    ...fields,
    ...(counted && { counts: counted }),
    ...(speculative.includes(fields.id) && { isSpeculative: true }),
  };
};
