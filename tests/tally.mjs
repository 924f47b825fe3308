/** What one runner reported: counts, and each skipped test with its reason. */
const noTests = { passed: 0, failed: 0, skipped: [] };

const sum = (tallies) =>
  tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: [...total.skipped, ...tally.skipped],
    }),
    noTests,
  );

const one = (status, name, reason) => {
  if (status === "passed") return { ...noTests, passed: 1 };
  if (status === "skipped") return { ...noTests, skipped: [{ name, reason }] };
  return { ...noTests, failed: 1 };
};

const vitestStatuses = {
  passed: "passed",
  skipped: "skipped",
  pending: "skipped",
  todo: "skipped",
  disabled: "skipped",
};

const vitestFile = ({ status, assertionResults }) =>
  assertionResults.length === 0 && status === "failed"
    ? { ...noTests, failed: 1 } // the file could not even be loaded
    : sum(
        assertionResults.map((test) =>
          one(
            vitestStatuses[test.status] ?? "failed",
            test.fullName,
            "skipped in the test itself (see its name)",
          ),
        ),
      );

/** Of vitest's JSON report. */
export const vitestTally = (report) => sum(report.testResults.map(vitestFile));

const playwrightStatuses = { expected: "passed", skipped: "skipped" };

const playwrightSuite = (suite) =>
  sum([
    ...(suite.suites ?? []).map(playwrightSuite),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) =>
        one(
          playwrightStatuses[test.status] ?? "failed", // flaky is failed too: a proof that holds at times is none
          `${spec.file}: ${spec.title}`,
          test.annotations.find(({ type }) => type === "skip" || type === "fixme")?.description ??
            "no reason given",
        ),
      ),
    ),
  ]);

/** Of Playwright's JSON report; errors outside of tests (a file that does not load) count as failed. */
export const playwrightTally = (report) =>
  sum([
    ...report.suites.map(playwrightSuite),
    ...report.errors.map(() => ({ ...noTests, failed: 1 })),
  ]);

/** A runner that ended badly without naming a failed test has failed itself. */
export const withExit = (tally, code) =>
  code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;

export const sumOfTallies = sum;
