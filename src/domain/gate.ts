import type { Fraction } from "./units.ts";

/** What a gate may watch in any suite, at most all of them: seconds for the same work, so less is better. */
export const gateMetricNames = [
  "decode",
  "prefill",
  "memory",
  "arithmetic",
  "gemv",
  "gemm",
] as const;
export type GateMetricName = (typeof gateMetricNames)[number];

/** Watched where nothing else is asked for: what a user waits for, and what limits it. */
export const defaultGateMetrics: readonly GateMetricName[] = ["decode", "prefill", "memory"];

/** What is compared under a name. */
export interface GateSubject {
  readonly name: GateMetricName;
  /** Model or kernel, with its stored type, as "tiny f16". */
  readonly subject: string;
}

/** How much slower a metric may become before it is a regression. */
export interface GateLimit {
  readonly metric: GateMetricName;
  readonly limit: Fraction;
}

/** `slower` is past the limit for certain, `same` below it for certain, `faster` below no change. */
export const gateVerdicts = ["slower", "faster", "same", "unsure"] as const;
export type GateVerdict = (typeof gateVerdicts)[number];

/** What may differ between two things that are compared, once it is said. */
export const allowances = [
  "device",
  "driver",
  "browser",
  "suite",
  "data-type",
  "software",
  "remote",
  "low-confidence",
] as const;
export type Allowance = (typeof allowances)[number];
