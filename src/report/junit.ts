import type { Result } from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { formatInterval } from "./format.ts";
import { headRows, ratioText, titleText } from "./headRows.ts";
import { namedMeasurements } from "./namedMeasurements.ts";
import { warningTexts } from "./notices.ts";
import type { Report } from "./report.ts";
import { testSuitesOf, type Outcome, type TestCase, type TestSuite } from "./testSuites.ts";
import { xmlText } from "./xmlText.ts";

const longestText = 2 * sentenceLength;
const attribute = (text: string): string => xmlText(cleanText(text, longestText));

/** Plain decimals: the schemas have no exponents, and one has three digits for a suite. */
const ofCase = (seconds: Seconds): string => seconds.toFixed(9);
const ofSuite = (seconds: Seconds): string => seconds.toFixed(3);

/** `skipped` has attributes in newer schemas only, so its reason is its text. */
const outcomeXml = ({ status, type, message }: Exclude<Outcome, { status: "passed" }>): string =>
  status === "skipped"
    ? `<skipped>${attribute(`${type}: ${message}`)}</skipped>`
    : `<${status} type="${attribute(type)}" message="${attribute(message)}">${attribute(message)}</${status}>`;

const caseXml = (suite: string, { name, seconds = 0, outcome }: TestCase): string => {
  const start = `    <testcase name="${attribute(name)}" classname="decode-wall.${attribute(suite)}" time="${ofCase(seconds)}"`;
  if (outcome.status === "passed") return `${start}/>`;
  return `${start}>\n      ${outcomeXml(outcome)}\n    </testcase>`;
};

/** Of the timings in words, for who reads the report rather than its colours. */
const outputOf = (result: Result, suite: TestSuite): string =>
  suite.name === "run"
    ? [titleText(result), ratioText(result), ...warningTexts(result)].join("\n")
    : namedMeasurements(result)
        .filter(({ group, seconds }) => group === suite.name && seconds)
        .map(
          ({ name, seconds, rate }) =>
            `${name}: ${formatInterval(seconds)}${rate === undefined ? "" : `, ${rate}`}`,
        )
        .join("\n");

const lines = (text: string): string =>
  text
    .split("\n")
    .map((line) => attribute(line))
    .join("\n");

const suiteXml = (result: Result, suite: TestSuite, id: number): string => {
  const count = (status: Outcome["status"]): number =>
    suite.cases.filter(({ outcome }) => outcome.status === status).length;
  const total = suite.cases.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  const properties = [
    ...headRows(result),
    { label: "Suite", text: `${result.suite.name} ${result.suite.version}` },
    { label: "Commit", text: result.build.commit },
  ];
  return `  <testsuite id="${id}" name="${attribute(suite.name)}" package="decode-wall" timestamp="${attribute(result.createdAt.slice(0, 19))}" hostname="localhost" tests="${suite.cases.length}" failures="${count("failure")}" errors="${count("error")}" time="${ofSuite(total)}">
    <properties>
${properties.map(({ label, text }) => `      <property name="${attribute(label)}" value="${attribute(text)}"/>`).join("\n")}
    </properties>
${suite.cases.map((testCase) => caseXml(suite.name, testCase)).join("\n")}
    <system-out>${lines(outputOf(result, suite))}</system-out>
    <system-err></system-err>
  </testsuite>`;
};

/** The checks of a run, and the gate's, as JUnit's XML: what failed its proof or became slower fails. */
export const resultJunit = (report: Report): string => {
  const suites = testSuitesOf(report).map((suite, id) => suiteXml(report.result, suite, id));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
${suites.join("\n")}
</testsuites>
`;
};
