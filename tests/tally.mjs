import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What one runner reported: how many passed, and each failed and skipped test with its reason. */
const noTests = { passed: 0, failures: [], skipped: [] };

export const sumOfTallies = (tallies) =>
  tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failures: [...total.failures, ...tally.failures],
      skipped: [...total.skipped, ...tally.skipped],
    }),
    noTests,
  );

const longestMessage = 12; // lines; what a runner says at length stands further up

export const failureOf = (name, message) => ({
  ...noTests,
  failures: [
    {
      name,
      message: stripVTControlCharacters(message).split("\n").slice(0, longestMessage).join("\n"),
    },
  ],
});

const one = (status, name, { reason, message }) => {
  if (status === "passed") return { ...noTests, passed: 1 };
  if (status === "skipped") return { ...noTests, skipped: [{ name, reason }] };
  return failureOf(name, message);
};

const vitestStatuses = {
  passed: "passed",
  skipped: "skipped",
  pending: "skipped",
  todo: "skipped",
  disabled: "skipped",
};

const vitestFile = ({ name, status, message, assertionResults }) =>
  assertionResults.length === 0 && status === "failed"
    ? failureOf(basename(name), message || "the file could not be loaded")
    : sumOfTallies(
        assertionResults.map((test) =>
          one(vitestStatuses[test.status] ?? "failed", `${basename(name)}: ${test.fullName}`, {
            reason: "skipped in the test itself (see its name)",
            message: (test.failureMessages ?? []).join("\n"),
          }),
        ),
      );

/** Of vitest's JSON report. */
export const vitestTally = (report) => sumOfTallies(report.testResults.map(vitestFile));

const playwrightStatuses = { expected: "passed", skipped: "skipped" };

const errorsOf = (errors) => errors.map(({ message }) => message ?? "").join("\n");

const playwrightSuite = (suite) =>
  sumOfTallies([
    ...(suite.suites ?? []).map(playwrightSuite),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) =>
        one(
          playwrightStatuses[test.status] ?? "failed", // flaky is failed too: a proof that holds at times is none
          `${spec.file}: ${spec.title}`,
          {
            reason:
              test.annotations.find(({ type }) => type === "skip" || type === "fixme")
                ?.description ?? "no reason given",
            message: (test.results ?? []).map(({ errors }) => errorsOf(errors)).join("\n"),
          },
        ),
      ),
    ),
  ]);

/** Of Playwright's JSON report; errors outside of tests (a file that does not load) count as failed. */
export const playwrightTally = (report) =>
  sumOfTallies([
    ...report.suites.map(playwrightSuite),
    ...report.errors.map((error) => failureOf("outside of any test", errorsOf([error]))),
  ]);

/** A runner that ended badly without naming a failed test has failed itself. */
export const withExit = (tally, runner, code) =>
  code !== 0 && tally.failures.length === 0
    ? sumOfTallies([tally, failureOf(runner, `it ended with ${code} and named no test`)])
    : tally;
