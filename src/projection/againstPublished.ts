import type { AcceleratorProfile } from "../reference/profile.ts";
import type { Metric, PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { architectureId } from "./architectureId.ts";
import { comparableSetup, usualPromptTokens } from "./comparable.ts";
import { frontAt, interactivityCurve, paretoFront } from "./interactivity.ts";
import { projectDecode } from "./projectDecode.ts";
import { projectPrefill } from "./projectPrefill.ts";
import type { Standing } from "./standing.ts";
import { throughputCeiling } from "./throughputCeiling.ts";

/** A published measurement beside what this program says cannot be exceeded. */
export interface Compared {
  readonly status: "compared";
  readonly measurement: PublishedMeasurement;
  /** In the measurement's unit; the highest where the source gives a range. */
  readonly measured: number;
  readonly projected: number;
  readonly standing: Standing;
  readonly isBelow: boolean;
}

/** A measurement that nothing here can be set against. */
export interface Excepted {
  readonly status: "excepted";
  readonly measurement: PublishedMeasurement;
  readonly reason: string;
}

export type AgainstPublished = Compared | Excepted;

interface Subject {
  readonly measurement: PublishedMeasurement;
  readonly profile: AcceleratorProfile;
}
interface ModelSubject extends Subject {
  readonly model: ReferenceModel;
}

/** What cannot be exceeded, or why nothing can be said. */
type Limit = { readonly value: number; readonly standing: Standing } | string;

const bound: Standing = { kind: "bound" };

const bandwidth = ({ profile }: Subject): Limit =>
  profile.memoryBytesPerSecond
    ? { value: profile.memoryBytesPerSecond.value, standing: bound }
    : `the bandwidth of ${profile.name} is not published`;

const peak = ({ profile, measurement: { dtype } }: Subject): Limit => {
  const figure = Object.entries(profile.peakFlops).find(([type]) => type === dtype)?.[1];
  return figure
    ? { value: figure.value, standing: bound }
    : `no dense ${dtype} peak of ${profile.name} is published`;
};

const decode = ({ measurement, profile, model }: ModelSubject): Limit => {
  const setup = comparableSetup(measurement);
  const projection = projectDecode(profile, model, setup);
  if (projection.status !== "projected") return `${profile.name} cannot be projected`;
  const { weightBytes } = measurement;
  const { rates, standing, work } = projection;
  // Where the source says how many bytes a step fetched, these count instead of those of a format.
  const corrected = weightBytes === undefined ? 1 : work.bytes / weightBytes;
  return { value: rates.perUser * corrected, standing };
};

const prefill = ({ measurement, profile, model }: ModelSubject): Limit => {
  const { promptTokens = usualPromptTokens, contextDepth = 0 } = measurement;
  const setup = { ...comparableSetup(measurement), contextTokens: promptTokens + contextDepth };
  const prompt = { promptTokens, cachedTokens: contextDepth };
  const projection = projectPrefill(profile, model, setup, prompt);
  return projection.status === "projected"
    ? { value: projection.tokensPerSecond, standing: projection.standing }
    : `${profile.name} publishes no dense peak for these weights`;
};

const served = ({ measurement, profile, model }: ModelSubject): Limit => {
  const value = throughputCeiling(profile, model, comparableSetup(measurement));
  return value === undefined
    ? `${profile.name} publishes no dense peak for these weights`
    : { value, standing: bound };
};

/** Wall power of whole servers was measured: the ceiling of their chips at that power. */
const perWatt = (subject: ModelSubject): Limit => {
  const { accelerators, systemWatts } = subject.measurement;
  const limit = served(subject);
  if (typeof limit === "string") return limit;
  if (accelerators === undefined || systemWatts === undefined) return "its power is not given";
  return { value: (limit.value * accelerators) / systemWatts, standing: bound };
};

const perMegawatt = ({ measurement, profile, model }: ModelSubject): Limit => {
  const { interactivityTokensPerSPerUser: perUser } = measurement;
  if (!profile.allInWattsPerChip) return `the all-in power of ${profile.name} is not published`;
  if (perUser === undefined) return "its rate per user is not given";
  const points = interactivityCurve(profile, model, comparableSetup(measurement));
  const value = frontAt(paretoFront(points, "perMegawatt"), perUser, "perMegawatt");
  return value === undefined
    ? { value: 0, standing: bound } // faster for each user than any batch: to be found as below
    : { value, standing: { kind: "estimate", because: ["uniform-routing"] } };
};

const ofMachine: Readonly<Partial<Record<Metric, (subject: Subject) => Limit>>> = {
  memory_bandwidth_init: bandwidth,
  memory_bandwidth_read: bandwidth,
  memory_bandwidth_write: bandwidth,
  memory_bandwidth_copy: bandwidth,
  memory_bandwidth_scale: bandwidth,
  memory_bandwidth_triad: bandwidth,
  memory_bandwidth_mla_decode_kernel: bandwidth,
  matmul_flops: peak,
  matmul_flops_best_shape: peak,
};

const ofModel: Readonly<Partial<Record<Metric, (subject: ModelSubject) => Limit>>> = {
  decode_tokens_per_s: decode,
  decode_tokens_per_s_per_user: decode,
  prefill_tokens_per_s: prefill,
  served_tokens_per_s_per_accelerator: served,
  tokens_per_s_per_w_system: perWatt,
  tokens_per_s_per_mw: perMegawatt,
};

const incomparable: Readonly<Partial<Record<Metric, string>>> = {
  total_tokens_per_s_per_accelerator: "it counts input tokens too",
  total_tokens_per_s_per_mw: "it counts input tokens too, those from a cache included",
  tokens_per_s_per_kw: "its power basis is not given",
  memory_bandwidth_utilisation: "it is a share of a ceiling that its source worked out",
  webgpu_dispatch_overhead: "it is a cost, not a rate",
  webgpu_operation_overhead: "it is a cost, not a rate",
  webgpu_fusion_speedup: "it is a factor between two programs",
  webgpu_decode_gain_over_other_browser_frameworks: "it is a factor between two programs",
};

/** Measurements above a bound, each for a reason that was looked into. */
const aboveForReason: Readonly<Record<string, string>> = {
  "bw-init-nvidia-h100-pcie":
    "the data sheet rounds 2,039 GB/s to 2 TB/s, and 2,018 GB/s were measured",
};

const limitOf = (measurement: PublishedMeasurement, reference: Reference): Limit => {
  const { metric } = measurement;
  const reason = incomparable[metric] ?? aboveForReason[measurement.id];
  if (reason !== undefined) return reason;
  if (measurement.isSpeculative) return "a draft model wrote several tokens a step";
  const profile = reference.profiles.find(({ id }) => id === measurement.profile);
  if (!profile) return `${measurement.hardware ?? "its machine"} is not in the list`;
  const subject = { measurement, profile };
  const machineLimit = ofMachine[metric];
  if (machineLimit) return machineLimit(subject);
  const id = architectureId(measurement.model);
  const model = reference.models.find((candidate) => candidate.id === id);
  if (!model) return `the shape of ${measurement.model ?? "its model"} is not in the list`;
  return ofModel[metric]?.({ ...subject, model }) ?? "nothing here limits it";
};

const highest = (value: PublishedMeasurement["value"]): number =>
  typeof value === "number" ? value : value[1];

/** Every published measurement against the bound or estimate of a comparable setup. */
export const againstPublished = (reference: Reference): readonly AgainstPublished[] =>
  reference.measurements.map((measurement): AgainstPublished => {
    const limit = limitOf(measurement, reference);
    if (typeof limit === "string") return { status: "excepted", measurement, reason: limit };
    const measured = highest(measurement.value);
    return {
      status: "compared",
      measurement,
      measured,
      projected: limit.value,
      standing: limit.standing,
      isBelow: limit.value < measured,
    };
  });
