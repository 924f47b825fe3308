import type { Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { formatError } from "./format.ts";
import { gateEntryText, type GateReport } from "./gateReport.ts";
import { namedMeasurements, type NamedMeasurement } from "./namedMeasurements.ts";
import type { Report } from "./report.ts";
import { skipWords } from "./words.ts";

/** How a check ended. */
export type Outcome =
  | { readonly status: "passed" }
  | {
      readonly status: "failure" | "error" | "skipped";
      readonly type: string;
      readonly message: string;
    };

/** One check of a run. */
export interface TestCase {
  readonly name: string;
  readonly seconds?: Seconds;
  readonly outcome: Outcome;
}

/** Checks that belong together. */
export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

const passed: Outcome = { status: "passed" };

const measurementCase = ({ name, seconds, rate, verification }: NamedMeasurement): TestCase => {
  const { status, maxRelativeError, tolerance, reason } = verification;
  if (status === "passed") {
    return { name, ...(seconds && { seconds: seconds.median }), outcome: passed };
  }
  const why = reason === undefined ? "" : `, ${reason}`;
  return {
    name,
    outcome: {
      status: "failure",
      type: "wrong-result",
      message: `error ${formatError(maxRelativeError)} where ${formatError(tolerance)} is allowed${why}${rate === undefined ? "" : "; its speed counts for nothing"}`,
    },
  };
};

/** What was left out: a kernel that failed its check is a failure, all else was not to be had here. */
const skippedCases = ({ skipped }: Result): readonly TestCase[] =>
  skipped.map(({ id, dataType, code, message }) => ({
    name: `${id} ${dataType}`,
    outcome: {
      status: code === "failed-check" ? "failure" : "skipped",
      type: code,
      message: `${skipWords[code].title}. ${message}`,
    },
  }));

const runCase = (result: Result): TestCase => {
  const ended = result.warnings.find(({ code }) =>
    ["device-lost", "timed-out", "cancelled"].includes(code),
  );
  return {
    name: "the run is complete",
    seconds: result.durationSeconds,
    outcome: result.partial
      ? {
          status: "error",
          type: ended?.code ?? "partial",
          message: ended?.message ?? "The run ended early; what was finished is here.",
        }
      : passed,
  };
};

const gateSuite = ({ against, entries, incomparable }: GateReport): TestSuite => ({
  name: "gate",
  cases: [
    ...incomparable.map((reason, index): TestCase => ({
      name: `comparable with ${against}${index === 0 ? "" : ` #${index + 1}`}`,
      outcome: { status: "error", type: "incomparable", message: reason },
    })),
    ...entries.map((entry): TestCase => ({
      name: `${entry.metric} is not slower than ${against}`,
      outcome:
        entry.verdict === "slower"
          ? { status: "failure", type: "regression", message: gateEntryText(entry) }
          : entry.verdict === "unsure"
            ? { status: "skipped", type: "unsure", message: gateEntryText(entry) }
            : passed,
    })),
  ],
});

const groups = ["kernels", "decode", "prefill", "users at once"] as const;

/** Every check of a run, and the gate's: what failed its proof or became slower fails. */
export const testSuitesOf = ({ result, gate }: Report): readonly TestSuite[] => {
  const rows = namedMeasurements(result);
  return [
    { name: "run", cases: [runCase(result), ...skippedCases(result)] },
    ...groups.map((group) => ({
      name: group,
      cases: rows.filter((row) => row.group === group).map(measurementCase),
    })),
    ...(gate ? [gateSuite(gate)] : []),
  ].filter(({ cases }) => cases.length > 0);
};
