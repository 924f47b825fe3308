import { cacheBytesOf } from "../analysis/cacheKnee.ts";
import { confidenceOf } from "../analysis/confidence.ts";
import type { Thread } from "../domain/capabilities.ts";
import type { RunOptions } from "../domain/options.ts";
import { resultSchemaId, type Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { suites } from "../workloads/suites.ts";
import type { Ledger } from "./ledger.ts";
import type { Session } from "./session.ts";

export interface DocumentInput {
  readonly options: RunOptions;
  readonly thread: Thread;
  readonly ledger: Ledger;
  readonly session: Pick<Session, "environment" | "measuring">;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly durationSeconds: Seconds;
}

/** Everything that was found so far as the result document. */
export const documentOf = (input: DocumentInput): Result => {
  const { options, thread, ledger, session, createdAt, durationSeconds } = input;
  const { suite: name, browserFlags, remembered: _remembered, ...own } = options;
  const { version, seed } = suites[name];
  const summary = ledger.summary();
  const cacheBytes = cacheBytesOf(summary.cacheCurve);
  const { linearity, clockAgreement } = ledger;
  return {
    schema: resultSchemaId,
    createdAt,
    suite: { name, version, options: own, seed },
    durationSeconds,
    thread,
    build: __BUILD__,
    ...(browserFlags && { browserFlags }),
    environment: session.environment,
    ...summary,
    ...(cacheBytes !== undefined && { cacheBytes }),
    ...(linearity !== undefined && { linearity }),
    ...(clockAgreement !== undefined && { clockAgreement }),
    confidence: confidenceOf(summary.warnings, session.measuring.adapterKind),
  };
};
