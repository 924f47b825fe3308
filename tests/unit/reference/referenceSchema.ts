import * as v from "valibot";
import { figureConfidences, peakTypes } from "../../../src/reference/accelerators.ts";
import { profileRoles } from "../../../src/reference/profile.ts";
import { measurementConfidences, metrics } from "../../../src/reference/publishedMeasurement.ts";

/**
 * Shape and range of the full reference data. It is here and not in src, so that the page, whose
 * data cannot change without these tests, does not load it.
 */
const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(600));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.+-]*$/));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const count = v.pipe(positive, v.integer());
const between = (low: number, high: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(low), v.maxValue(high));
const day = v.pipe(v.string(), v.regex(/^20\d\d(-\d\d(-\d\d)?)?$/));

const figure = (low: number, high: number) =>
  v.strictObject({
    value: between(low, high),
    source: id,
    confidence: v.picklist(figureConfidences),
    via: v.optional(id),
    note: v.optional(text),
    range: v.optional(v.strictTuple([between(low, high), between(low, high)])),
  });

const flops = figure(1e12, 1e19);
const peaks = v.strictObject(
  Object.fromEntries([...peakTypes, "tf32" as const].map((type) => [type, v.optional(flops)])),
);
const chips = { count, of: text };

export const profileSchema = v.strictObject({
  id,
  name: text,
  vendor: text,
  year: v.pipe(v.number(), v.integer(), v.minValue(2019), v.maxValue(2027)),
  kind: v.picklist(["gpu", "soc", "lpu", "tpu", "npu", "wafer", "rack"]),
  status: v.picklist(["released", "ramping", "announced", "cancelled"]),
  isRack: v.boolean(),
  role: v.optional(v.picklist(profileRoles)),
  memoryType: text,
  memoryBytes: v.optional(figure(1e8, 1e15)),
  memoryBytesPerSecond: v.optional(figure(1e10, 1e18)),
  tiers: v.array(
    v.strictObject({
      type: text,
      bytes: count,
      bytesPerSecond: v.optional(positive),
      source: id,
      confidence: v.picklist(figureConfidences),
    }),
  ),
  peakFlops: peaks,
  sparsePeakFlops: peaks,
  unlabelledPeakFlops: peaks,
  watts: v.optional(figure(5, 1e6)),
  allInWattsPerChip: v.optional(figure(100, 1e4)),
  chips: v.strictObject({ ...chips, plus: v.optional(v.strictObject(chips)) }),
  links: v.optional(v.strictObject({ name: text, bytesPerSecond: between(1e11, 1e16) })),
  notes: v.array(text),
});

export const modelSchema = v.strictObject({
  id,
  name: text,
  family: text,
  hidden: count,
  layers: count,
  vocabulary: count,
  tied: v.boolean(),
  longestContextTokens: v.pipe(count, v.maxValue(2 ** 20)),
  attention: v.variant("kind", [
    v.strictObject({ kind: v.literal("grouped"), heads: count, kvHeads: count, headDim: count }),
    v.strictObject({
      kind: v.literal("latent"),
      heads: count,
      latentDim: count,
      rotaryDim: count,
      keyDim: count,
      valueDim: count,
    }),
  ]),
  window: v.optional(
    v.strictObject({
      tokens: count,
      globalLayers: v.pipe(v.number(), v.integer(), v.minValue(0)),
      pattern: text,
    }),
  ),
  experts: v.optional(
    v.strictObject({
      count,
      perToken: count,
      shared: v.pipe(v.number(), v.integer(), v.minValue(0)),
      denseLayers: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  weights: v.strictObject({
    total: count,
    embedding: count,
    head: count,
    readPerToken: count,
    attentionPerLayer: count,
    feedForwardPerLayer: count,
    feedForwardPerLayerActive: count,
  }),
  publishedFormat: v.optional(text),
  publishedTotalWeights: positive,
  publishedActiveWeights: positive,
  source: id,
  note: v.optional(text),
});

export const measurementSchema = v.strictObject({
  id: text,
  profile: v.optional(id),
  hardware: v.optional(id),
  metric: v.picklist(metrics),
  value: v.union([positive, v.strictTuple([positive, positive])]),
  unit: v.picklist([
    "FLOP/s",
    "B/s",
    "tokens/s",
    "tokens/s/MW",
    "tokens/s/kW",
    "tokens/s/W",
    "us",
    "x",
    "fraction",
  ]),
  source: id,
  confidence: v.picklist(measurementConfidences),
  model: v.optional(id),
  weights: v.optional(v.picklist(["F16", "fp32", "fp8", "fp4", "Q4_K_M"])),
  weightBytes: v.optional(between(1e9, 1e12)),
  dtype: v.optional(v.picklist(["bf16", "fp8", "fp4"])),
  batch: v.optional(count),
  promptTokens: v.optional(count),
  contextDepth: v.optional(count),
  context: v.optional(count),
  chips: v.optional(count),
  accelerators: v.optional(count),
  scenario: v.optional(v.picklist(["Offline", "Server", "Interactive"])),
  workload: v.optional(text),
  interactivityTokensPerSPerUser: v.optional(between(1, 1000)),
  powerBasis: v.optional(text),
  systemTokensPerS: v.optional(positive),
  systemWatts: v.optional(between(100, 1e6)),
  systemPowerWPeak: v.optional(between(10, 1e4)),
  fractionOfPeak: v.optional(between(0.1, 1)),
  impliedBandwidthFraction: v.optional(between(0.1, 1)),
  memoryBandwidthUtilisation: v.optional(between(0, 1)),
  software: v.optional(text),
  resultId: v.optional(text),
  submitter: v.optional(text),
  note: v.optional(text),
  counts: v.optional(v.picklist(["output", "input-and-output", "input-and-output-with-cache"])),
  isSpeculative: v.optional(v.literal(true)),
});

export const claimSchema = v.strictObject({
  id,
  subject: text,
  claim: text,
  value: v.optional(v.union([positive, v.array(positive)])),
  unit: v.optional(text),
  claimant: v.optional(text),
  source: id,
  also: v.optional(v.array(id)),
  confidence: v.picklist(figureConfidences),
  compares: v.optional(
    v.strictObject({
      system: v.optional(text),
      baseline: v.optional(text),
      metric: v.optional(text),
      operatingPoint: v.optional(text),
      model: v.optional(text),
      contextTokens: v.optional(count),
      newInputTokens: v.optional(count),
      outputTokens: v.optional(count),
      basis: v.optional(text),
    }),
  ),
  check: v.optional(text),
});

export const sourceSchema = v.strictObject({
  id,
  title: text,
  publisher: text,
  url: v.pipe(v.string(), v.url(), v.startsWith("https://")),
  date: v.optional(day),
  kind: v.optional(text),
  note: v.optional(text),
});
