import type { Capabilities } from "../domain/capabilities.ts";
import { failureCodes } from "../domain/codes.ts";
import type { RunEvent } from "../domain/events.ts";
import type { Failure } from "../domain/failure.ts";
import { resultSchemaId, type Result } from "../domain/result.ts";
import type { SamplerOpened, SamplesTaken } from "../domain/sampler.ts";
import type { RunOutcome } from "./api.ts";

type Unchecked = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Unchecked =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

const isFailure = (value: unknown): value is Failure =>
  isRecord(value) &&
  failureCodes.some((code) => code === value["code"]) &&
  isText(value["message"]);

/** The outline of a result: its numbers are this build's own, and `report` checks those of strangers. */
const isResult = (value: unknown): value is Result =>
  isRecord(value) &&
  value["schema"] === resultSchemaId &&
  ["suite", "build", "environment", "ceilings", "confidence"].every((key) =>
    isRecord(value[key]),
  ) &&
  ["cacheCurve", "kernels", "skipped", "batchSweep", "decode", "prefill", "warnings"].every((key) =>
    Array.isArray(value[key]),
  );

const holds =
  (key: string) =>
  (event: Unchecked): boolean =>
    isRecord(event[key]);

const isEventOf: Readonly<Record<RunEvent["kind"], (event: Unchecked) => boolean>> = {
  started: holds("environment"),
  progress: ({ now, because, fraction }) =>
    isText(now) && isText(because) && Number.isFinite(fraction),
  paused: ({ because }) => isText(because),
  kernel: holds("row"),
  decode: holds("row"),
  prefill: holds("row"),
  batch: holds("row"),
  skipped: holds("skipped"),
  cachePoint: holds("point"),
  ceilings: holds("ceilings"),
  warning: holds("warning"),
  heartbeat: () => true,
};

/** Whether what another thread sent has the shape of an event. */
export const isRunEvent = (value: unknown): value is RunEvent =>
  isRecord(value) &&
  isText(value["kind"]) &&
  Object.hasOwn(isEventOf, value["kind"]) &&
  isEventOf[value["kind"] as RunEvent["kind"]](value);

export const isRunOutcome = (value: unknown): value is RunOutcome => {
  if (!isRecord(value)) return false;
  switch (value["status"]) {
    case "done":
      return isResult(value["result"]);
    case "partial":
      return isResult(value["result"]) && isFailure(value["failure"]);
    default:
      return value["status"] === "failed" && isFailure(value["failure"]);
  }
};

export const isCapabilities = (value: unknown): value is Capabilities =>
  isRecord(value) &&
  (value["status"] === "ready"
    ? isRecord(value["environment"]) && isText(value["adapterKind"])
    : value["status"] === "unavailable" && isFailure(value["failure"]));

const isFailed = (value: Unchecked): boolean =>
  value["status"] === "failed" && isFailure(value["failure"]);

export const isSamplerOpened = (value: unknown): value is SamplerOpened =>
  isRecord(value) &&
  (isFailed(value) ||
    (value["status"] === "ready" &&
      isRecord(value["environment"]) &&
      Array.isArray(value["metrics"])));

export const isSamplesTaken = (value: unknown): value is SamplesTaken =>
  isRecord(value) &&
  (isFailed(value) ||
    (value["status"] === "taken" && isRecord(value["seconds"])) ||
    (value["status"] === "wrong" && isText(value["metric"]) && isText(value["reason"])));
