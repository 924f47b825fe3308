import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validateXML } from "xmllint-wasm";
import { describe, expect, it } from "vitest";
import type { Result } from "../../src/domain/result.ts";
import { resultJunit } from "../../src/report/junit.ts";
import { fixtures } from "../fixtures/results.ts";

/** As Jenkins checks what it is given, the strictest part of which is the order of things; MIT, as its head says. */
const schema = readFileSync(
  fileURLToPath(new URL("../fixtures/junit/jenkins-junit.xsd", import.meta.url)),
  "utf8",
);

/** Of many documents at once: each call starts a thread. */
const errorsOf = async (...documents: readonly string[]): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [{ fileName: "JUnit.xsd", contents: schema }],
  });
  return errors.map(({ message }) => message);
};

const named = (result: Result, label: string): Result => ({
  ...result,
  environment: { ...result.environment, label },
  kernels: result.kernels.map((row) => ({ ...row, id: label })),
});

const gate = {
  against: "the build of main",
  incomparable: ["another device"],
  entries: [
    { metric: "decode", verdict: "slower", limit: 0.05 },
    { metric: "prefill", verdict: "unsure", limit: 0.05 },
    { metric: "memory", verdict: "same", limit: 0.05 },
  ],
} as const;

describe("JUnit's schema", () => {
  it("accepts every result, with a gate and without", async () => {
    const results = Object.values(fixtures);
    expect(results.length).toBeGreaterThan(5);
    expect(
      await errorsOf(
        ...results.flatMap((result) => [resultJunit({ result }), resultJunit({ result, gate })]),
      ),
    ).toEqual([]);
  });

  it.each([
    ["markup", `]]><failure message='x'>"&<!--`],
    ["control characters", "\u0000\u001b[2J\u009b\u202e\ufffe"],
    ["half a pair", "a\ud800"],
    ["nothing", ""],
  ])("accepts a device and kernels named with %s", async (_, label) => {
    expect(await errorsOf(resultJunit({ result: named(fixtures.discrete, label) }))).toEqual([]);
  });

  it("refuses what is not of its form", async () => {
    const xml = resultJunit({ result: fixtures.discrete });
    expect(await errorsOf(xml.replace(/ tests="\d+"/, ""))).not.toEqual([]);
    expect(await errorsOf(xml.replace("<testcase ", '<testcase colour="x" '))).not.toEqual([]);
    expect(await errorsOf(xml.replace("<testcase ", "<testcase < "))).not.toEqual([]);
  });
});
