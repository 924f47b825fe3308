import type { AdapterInfo, AdapterKind, Environment, Thread } from "../domain/capabilities.ts";
import type { Allowance, GateSubject } from "../domain/gate.ts";
import { confidenceLevels, type ConfidenceLevel, type Result } from "../domain/result.ts";
import type { SamplerOpened } from "../domain/sampler.ts";
import { flagsThatChangeSpeed } from "./browserFlags.ts";

/** Under what one side of a comparison was measured. */
export interface Conditions {
  readonly environment: Environment;
  readonly adapterKind: AdapterKind;
  readonly thread: Thread;
  /** Name and version. */
  readonly suite: string;
  /** Of the suite, in words; the stored types are told apart. */
  readonly options: string;
  readonly dataTypes: string;
  readonly browserFlags: readonly string[];
  /** Absent where nothing was concluded from one run alone. */
  readonly confidence?: ConfidenceLevel;
}

/** What differs; undefined as its kind: nothing makes it comparable. */
export interface Difference {
  readonly kind: Allowance | undefined;
  readonly text: string;
}

export const conditionsOfResult = (result: Result): Conditions => {
  const { suite, environment, thread, browserFlags, confidence, warnings } = result;
  const { models, memoryBytes, kernels, dataTypes } = suite.options;
  const options = Object.entries({ models, memoryBytes, kernels })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${String(value)}`);
  const isSoftware =
    environment.adapter.isFallback === true ||
    warnings.some(({ code }) => code === "software-adapter");
  return {
    environment,
    adapterKind: isSoftware ? "software" : "hardware",
    thread,
    suite: `${suite.name} ${suite.version}`,
    options: options.join(", ") || "its own options",
    dataTypes: dataTypes?.join(", ") ?? "its own types",
    browserFlags: browserFlags ?? [],
    confidence: confidence.level,
  };
};

export const conditionsOfSampler = (
  { environment, adapterKind, thread, suite }: Extract<SamplerOpened, { status: "ready" }>,
  browserFlags: readonly string[],
): Conditions => ({
  environment,
  adapterKind,
  thread,
  suite: `${suite.name} ${suite.version}`,
  options: "its own options",
  dataTypes: "its own types",
  browserFlags,
});

type Found = Difference | undefined;

const unlike = (kind: Allowance | undefined, what: string, one: string, other: string): Found =>
  one === other ? undefined : { kind, text: `${what}: ${one} there, ${other} here` };

/** Of a text that browsers may hide: only two that are told can differ. */
const unlikeIfTold = (
  kind: Allowance,
  what: string,
  one: string | undefined,
  other: string | undefined,
): Found => (one && other ? unlike(kind, what, one, other) : undefined);

/** The parts of a device's name that both browsers tell. */
const deviceDifference = (one: AdapterInfo, other: AdapterInfo): Found =>
  unlikeIfTold("device", "another device", one.vendor, other.vendor) ??
  unlikeIfTold("device", "another device", one.architecture, other.architecture) ??
  unlikeIfTold("device", "another device", one.device, other.device);

/** A description names the driver, where a browser gives one at all; features follow from it too. */
const driverDifference = (one: Environment, other: Environment): Found =>
  unlikeIfTold(
    "driver",
    "another driver or device name",
    one.adapter.description,
    other.adapter.description,
  ) ??
  (one.browser === other.browser && one.features.join() !== other.features.join()
    ? {
        kind: "driver",
        text: "the same browser offers other features there and here, as after an update of the driver",
      }
    : undefined);

const rankOf = (level: ConfidenceLevel): number => confidenceLevels.indexOf(level);
const lowRank = rankOf("low");

const confidenceDifference = (one: Conditions, other: Conditions): Found => {
  if (one.confidence === undefined || other.confidence === undefined) return undefined;
  if (one.confidence === "invalid" || other.confidence === "invalid") {
    const side = one.confidence === "invalid" ? "there" : "here";
    return { kind: undefined, text: `confidence: invalid ${side}` };
  }
  const isLow = [one, other].some(({ confidence }) => rankOf(confidence!) >= lowRank);
  return isLow
    ? unlike("low-confidence", "confidence", one.confidence, other.confidence)
    : undefined;
};

const flagsDifference = (one: Conditions, other: Conditions): Found => {
  const text = ({ browserFlags }: Conditions): string =>
    flagsThatChangeSpeed(browserFlags).toSorted().join(" ") || "none";
  return unlike("browser", "browser flags that may change speed", text(one), text(other));
};

/** Everything in which two sides differ that bears on their times. */
export const differencesOf = (there: Conditions, here: Conditions): readonly Difference[] => {
  const one = there.environment;
  const other = here.environment;
  const adapters =
    unlike("software", "adapter", there.adapterKind, here.adapterKind) ??
    deviceDifference(one.adapter, other.adapter) ??
    driverDifference(one, other);
  return [
    adapters,
    unlike(undefined, "operating system", one.operatingSystem, other.operatingSystem),
    unlike("browser", "browser", one.browser, other.browser),
    flagsDifference(there, here),
    unlike("suite", "suite", there.suite, here.suite),
    unlike("suite", "options", there.options, here.options),
    unlike("data-type", "data types", there.dataTypes, here.dataTypes),
    unlike(undefined, "thread", there.thread, here.thread),
    unlike(undefined, "clock", one.timer.kind, other.timer.kind),
    confidenceDifference(there, here),
  ].filter((found) => found !== undefined);
};

const typeOf = (subject: string): string =>
  /\b(f32|f16|int8|int4|mxfp4)\b/.exec(subject)?.[0] ?? "";

/** Whether one metric is of the same thing on both sides. */
export const subjectDifference = (there: GateSubject, here: GateSubject): Difference | undefined =>
  unlike(
    typeOf(there.subject) === typeOf(here.subject) ? "suite" : "data-type",
    there.name,
    there.subject,
    here.subject,
  );

/** Why two sides cannot be compared, each with what would allow it; empty where they can. */
export const incomparableBecause = (
  differences: readonly Difference[],
  allowed: readonly Allowance[],
): readonly string[] =>
  differences
    .filter(({ kind }) => kind === undefined || !allowed.includes(kind))
    .map(({ kind, text }) =>
      kind === undefined ? text : `${text} (--allow ${kind} compares anyway)`,
    );
