/** What may lower the confidence in a result. `report/words.ts` says what, why and what to do. */
export const warningCodes = [
  "software-adapter",
  "main-thread",
  "was-hidden",
  "drift",
  "noisy",
  "correlated",
  "bimodal",
  "below-resolution",
  "coarse-timer",
  "timestamps-broken",
  "not-linear",
  "clocks-disagree",
  "cache-share",
  "oversubscribed",
  "shrunk",
  "extrapolated",
  "kernel-failed",
  "kernel-unsupported",
  "device-lost",
  "cancelled",
  "timed-out",
  "implausible",
  "unsafe-flags",
  "non-default-options",
  "power-saving",
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Why a measurement is missing. */
export const skipCodes = [
  "missing-feature",
  "does-not-fit",
  "takes-too-long",
  "compile-failed",
  "compile-too-slow",
  "out-of-memory",
  "gpu-error",
  "failed-check",
  "below-resolution",
  "not-on-the-line",
  "device-lost",
  "cancelled",
] as const;
export type SkipCode = (typeof skipCodes)[number];

/** Why there is no result at all, or only a part of one. */
export const failureCodes = [
  "insecure-context",
  "no-webgpu",
  "no-adapter",
  "software-adapter",
  "no-hardware-adapter",
  "no-device",
  "blocked-after-crashes",
  "device-lost",
  "timer-too-coarse",
  "worker-failed",
  "worker-silent",
  "wrong-build",
  "cancelled",
  "timed-out",
  "already-running",
  "needs-click",
  "framed",
  "bad-options",
  "bad-result",
  "internal",
] as const;
export type FailureCode = (typeof failureCodes)[number];
