/** What is measured; names and units are those of the data. */
export const metrics = [
  "matmul_flops_best_shape",
  "matmul_flops",
  "memory_bandwidth_init",
  "memory_bandwidth_read",
  "memory_bandwidth_write",
  "memory_bandwidth_copy",
  "memory_bandwidth_scale",
  "memory_bandwidth_triad",
  "memory_bandwidth_mla_decode_kernel",
  "memory_bandwidth_utilisation",
  "decode_tokens_per_s",
  "decode_tokens_per_s_per_user",
  "prefill_tokens_per_s",
  "served_tokens_per_s_per_accelerator",
  "total_tokens_per_s_per_accelerator",
  "total_tokens_per_s_per_mw",
  "tokens_per_s_per_mw",
  "tokens_per_s_per_kw",
  "tokens_per_s_per_w_system",
  "webgpu_dispatch_overhead",
  "webgpu_operation_overhead",
  "webgpu_fusion_speedup",
  "webgpu_decode_gain_over_other_browser_frameworks",
] as const;
export type Metric = (typeof metrics)[number];

export const measurementConfidences = ["audited", "measured", "vendor-measured", "press"] as const;
export type MeasurementConfidence = (typeof measurementConfidences)[number];

/** A lowest and a highest value where the source gives no single one. */
export type OneOrRange = number | readonly [number, number];

/** Which tokens a rate counts; undefined for what counts none. */
export type CountedTokens = "output" | "input-and-output" | "input-and-output-with-cache";

/** A number that somebody else measured on a named machine. */
export interface PublishedMeasurement {
  readonly id: string;
  /** Id of a profile; undefined where the machine is not in the list. */
  readonly profile?: string;
  /** The machine's name where it has no profile. */
  readonly hardware?: string;
  readonly metric: Metric;
  readonly value: OneOrRange;
  readonly unit: string;
  readonly source: string;
  readonly confidence: MeasurementConfidence;
  /** Id of a model, not always of the list. */
  readonly model?: string;
  /** How weights were stored, in the source's words; undefined where it does not say. */
  readonly weights?: string;
  /** Weights that a step fetches, where the source gives them. */
  readonly weightBytes?: number;
  /** Of matrices that were multiplied. */
  readonly dtype?: string;
  readonly batch?: number;
  readonly promptTokens?: number;
  /** Tokens already in the cache. */
  readonly contextDepth?: number;
  readonly context?: number;
  readonly chips?: number;
  /** Chips over which a rate per chip was averaged. */
  readonly accelerators?: number;
  readonly scenario?: string;
  readonly workload?: string;
  readonly interactivityTokensPerSPerUser?: number;
  readonly powerBasis?: string;
  readonly systemTokensPerS?: number;
  readonly systemWatts?: number;
  readonly systemPowerWPeak?: number;
  readonly fractionOfPeak?: number;
  readonly impliedBandwidthFraction?: number;
  readonly memoryBandwidthUtilisation?: number;
  readonly software?: string;
  readonly resultId?: string;
  readonly submitter?: string;
  readonly note?: string;
  readonly counts?: CountedTokens;
  /** More than one token a step was accepted from a draft: no bound on steps holds. */
  readonly isSpeculative?: true;
}
