import type { Claim } from "./claim.ts";
import type { PublishedMeasurement } from "./publishedMeasurement.ts";
import type { Origin, ReferenceRow } from "./referenceRow.ts";

/** One row for each measurement by somebody else. */
export const measurementRows = (
  measurements: readonly PublishedMeasurement[],
  origin: Origin,
): readonly ReferenceRow[] =>
  measurements.map(({ value, source, profile, hardware, ...measurement }) => ({
    id: measurement.id,
    machine: profile ?? hardware,
    metric: measurement.metric,
    value: typeof value === "number" ? value : value[0],
    highest: typeof value === "number" ? undefined : value[1],
    unit: measurement.unit,
    counts: measurement.counts,
    confidence: measurement.confidence,
    model: measurement.model,
    weights: measurement.weights ?? measurement.dtype,
    batch: measurement.batch,
    promptTokens: measurement.promptTokens,
    contextTokens: measurement.context ?? measurement.contextDepth,
    chips: measurement.chips ?? measurement.accelerators,
    tokensPerSecondPerUser: measurement.interactivityTokensPerSPerUser,
    scenario: measurement.scenario ?? measurement.workload,
    weightBytes: measurement.weightBytes,
    fractionOfPeak: measurement.fractionOfPeak ?? measurement.impliedBandwidthFraction,
    memoryBandwidthUtilisation: measurement.memoryBandwidthUtilisation,
    powerBasis: measurement.powerBasis,
    systemTokensPerSecond: measurement.systemTokensPerS,
    systemWatts: measurement.systemWatts ?? measurement.systemPowerWPeak,
    isSpeculative: measurement.isSpeculative && "yes",
    software: measurement.software,
    resultId: measurement.resultId,
    submitter: measurement.submitter,
    ...origin(source),
    note: measurement.note,
  }));

/** One row for each claim. */
export const claimRows = (claims: readonly Claim[], origin: Origin): readonly ReferenceRow[] =>
  claims.map(({ value, source, compares, also: _also, ...claim }) => ({
    id: claim.id,
    subject: claim.subject,
    claim: claim.claim,
    value: typeof value === "object" ? value.join(" ") : value,
    unit: claim.unit,
    claimant: claim.claimant,
    system: compares?.system,
    baseline: compares?.baseline,
    operatingPoint: compares?.operatingPoint,
    confidence: claim.confidence,
    check: claim.check,
    ...origin(source),
  }));
