import * as v from "valibot";
import { skipCodes, warningCodes } from "../domain/codes.ts";
import { computePaths, dataTypes } from "../domain/dataType.ts";
import { adapterChoices, suiteNames } from "../domain/options.ts";
import { confidenceLevels, resultSchemaId } from "../domain/result.ts";
import { ceilings } from "./ceilingSchemas.ts";
import * as is from "./valueSchemas.ts";

const dataType = v.picklist(dataTypes);
const computePath = v.picklist(computePaths);
const includes = v.picklist(["weights", "step"]);
const residency = v.picklist(["memory", "cache"]);
const operation = v.picklist(["gemm", "gemv", "attention", "other"]);

const shape = v.union([
  v.object({ m: is.size, n: is.size, k: is.size }),
  v.object({
    batch: is.size,
    heads: is.size,
    kvHeads: is.size,
    headDim: is.size,
    context: is.size,
  }),
  v.object({ elements: is.size }),
]);

const verification = v.object({
  status: v.picklist(["passed", "failed"]),
  maxRelativeError: is.error,
  tolerance: is.error,
  reason: v.exactOptional(is.sentence),
});

const matrixUnit = v.object({
  componentType: is.label,
  resultComponentType: is.label,
  M: is.positiveCount,
  N: is.positiveCount,
  K: is.positiveCount,
});

const environment = v.object({
  userAgent: is.label,
  browser: is.label,
  operatingSystem: is.label,
  adapter: v.object({
    vendor: is.label,
    architecture: is.label,
    device: is.label,
    description: is.label,
    isFallback: v.exactOptional(v.boolean()),
    subgroupMinSize: v.exactOptional(is.count),
    subgroupMaxSize: v.exactOptional(is.count),
    subgroupMatrixConfigs: v.exactOptional(is.list(matrixUnit)),
  }),
  label: is.label,
  features: is.list(is.label),
  limits: v.pipe(v.record(is.label, is.limit), v.maxEntries(200)),
  timer: v.object({
    kind: v.picklist(["timestamp-query", "wall"]),
    resolutionSeconds: is.seconds,
    selfTest: v.picklist(["passed", "failed", "not-supported"]),
  }),
});

const kernelRow = v.object({
  id: is.label,
  phase: v.picklist(["prefill", "decode"]),
  operation,
  dataType,
  shape,
  variant: is.label,
  ceiling: computePath,
  residency,
  cacheShareMax: is.share,
  bytes: is.bytes,
  flops: is.flops,
  intensity: is.intensity,
  seconds: v.exactOptional(is.interval),
  coldSeconds: v.exactOptional(is.seconds),
  bytesPerSecond: v.exactOptional(is.bytesPerSecond),
  flopsPerSecond: v.exactOptional(is.flopsPerSecond),
  rooflineFraction: v.exactOptional(is.fractionOfCeiling),
  fractionOfBestCeiling: v.exactOptional(is.fractionOfCeiling),
  verification,
});

const modelRow = {
  model: is.label,
  dataType,
  includes,
  rooflineFraction: v.exactOptional(is.fractionOfCeiling),
  layersMeasured: is.count,
  extrapolated: v.boolean(),
  residency: v.optional(residency, "memory"), // documents before this field say nothing of it
  ceiling: computePath,
  verification,
  tokensPerSecond: is.tokensPerSecond,
  bytesPerSecond: is.bytesPerSecond,
  flopsPerSecond: is.flopsPerSecond,
};

const decodeRow = v.object({
  ...modelRow,
  batch: is.count,
  contextTokens: is.count,
  secondsPerStep: is.interval,
  bytesPerStep: is.bytes,
  flopsPerStep: is.flops,
  dispatches: is.count,
  roundTripSecondsPerToken: v.exactOptional(is.seconds),
});

const prefillRow = v.object({
  ...modelRow,
  promptTokens: is.count,
  seconds: is.interval,
  bytes: is.bytes,
  flops: is.flops,
});

const batchRow = v.object({
  model: is.label,
  dataType,
  batch: is.positiveCount,
  contextTokens: is.count,
  includesAttention: v.boolean(),
  layers: is.positiveCount,
  layersMeasured: is.count,
  residency,
  kernel: is.label,
  variant: is.label,
  ceiling: computePath,
  seconds: is.interval,
  bytes: is.bytes,
  flops: is.flops,
  intensity: is.intensity,
  tokensPerSecond: is.tokensPerSecond,
  bytesPerSecond: is.bytesPerSecond,
  flopsPerSecond: is.flopsPerSecond,
  rooflineFraction: v.exactOptional(is.fractionOfCeiling),
  verification,
});

const latencyRow = v.object({
  model: is.label,
  dataType,
  promptTokens: is.positiveCount,
  answerTokens: is.positiveCount,
  timeToFirstToken: is.seconds,
  timePerOutputToken: is.seconds,
});

const breakdownRow = v.pipe(
  v.object({
    model: is.label,
    dataType,
    part: is.label,
    contextTokens: v.exactOptional(is.count),
    secondsPerStep: is.secondsDifference,
    low: is.secondsDifference,
    high: is.secondsDifference,
  }),
  v.check(
    ({ low, secondsPerStep, high }) => low <= secondsPerStep && secondsPerStep <= high,
    "low ≤ secondsPerStep ≤ high must hold",
  ),
);

const tuningRow = v.object({
  kernel: v.exactOptional(is.label),
  operation,
  dataType,
  shape,
  candidates: is.list(v.object({ variant: is.label, seconds: v.exactOptional(is.seconds) })),
  winner: is.label,
  search: v.exactOptional(v.picklist(["finished", "out-of-time", "remembered"])),
  secondsSpent: is.seconds,
  dropped: is.list(v.object({ variant: is.label, reason: is.sentence })),
});

const suite = v.object({
  name: v.picklist(suiteNames),
  version: is.label,
  options: v.object({
    models: v.exactOptional(is.list(is.label)),
    dataTypes: v.exactOptional(is.list(dataType)),
    memoryBytes: v.exactOptional(is.bytes),
    adapter: v.exactOptional(v.picklist(adapterChoices)),
    timeoutSeconds: v.exactOptional(is.seconds),
    kernels: v.exactOptional(is.list(is.label)),
  }),
  seed: is.seed,
});

/** What a result document must hold. Unknown fields are left out: a later minor version has more. */
export const resultSchema = v.object({
  schema: v.literal(resultSchemaId),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  partial: v.exactOptional(v.boolean()),
  suite,
  durationSeconds: is.seconds,
  thread: v.picklist(["worker", "main"]),
  build: v.object({ id: is.label, commit: is.label }),
  browserFlags: v.exactOptional(is.list(is.sentence)),
  environment,
  ceilings,
  cacheCurve: is.list(
    v.object({
      workingSetBytes: is.bytes,
      bytesPerSecond: is.bytesPerSecond,
      copyBytesPerSecond: v.exactOptional(is.bytesPerSecond),
      writeBytesPerSecond: v.exactOptional(is.bytesPerSecond),
    }),
  ),
  cacheBytes: v.exactOptional(is.bytes),
  kernels: is.list(kernelRow),
  skipped: is.list(
    v.object({
      id: is.label,
      dataType,
      code: v.picklist(skipCodes),
      message: is.sentence,
    }),
  ),
  batchSweep: v.optional(is.list(batchRow), []), // likewise
  decode: is.list(decodeRow),
  prefill: is.list(prefillRow),
  latency: v.exactOptional(is.list(latencyRow)), // in documents since whole steps are measured
  breakdown: v.exactOptional(is.list(breakdownRow)), // likewise
  tuning: is.list(tuningRow),
  canaries: is.list(
    v.object({
      kind: v.picklist(["memory", "arithmetic"]),
      atSeconds: is.seconds,
      relative: is.ratio,
    }),
  ),
  linearity: v.exactOptional(is.ratio),
  clockAgreement: v.exactOptional(is.ratio),
  warnings: is.list(
    v.object({
      code: v.picklist(warningCodes),
      message: is.sentence,
      data: v.exactOptional(is.data),
    }),
  ),
  confidence: v.object({
    level: v.picklist(confidenceLevels),
    reasons: is.list(is.sentence),
  }),
});
