import type { Result } from "../domain/result.ts";
import type { GateReport } from "./gateReport.ts";

/** What a format is made of: a result and, where one was asked for, the gate's answer on it. */
export interface Report {
  readonly result: Result;
  readonly gate?: GateReport;
}
