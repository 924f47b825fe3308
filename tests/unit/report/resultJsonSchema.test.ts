import { describe, expect, it } from "vitest";
import { resultJson } from "../../../src/report/json.ts";
import { resultJsonSchema, resultJsonSchemaPath } from "../../../src/report/resultJsonSchema.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";
import { errorsOf } from "./jsonSchemaErrors.ts";

// Through JSON, as it is published.
const schema = JSON.parse(JSON.stringify(resultJsonSchema())) as Readonly<Record<string, unknown>>;
const written = JSON.parse(resultJson(fixtures.discrete)) as Readonly<Record<string, unknown>>;

describe("published JSON Schema", () => {
  it("says which draft and which document it is of", () => {
    expect(schema["$schema"]).toBe("http://json-schema.org/draft-07/schema#");
    expect(schema["title"]).toBe("decode-wall.result/1");
    expect(resultJsonSchemaPath).toBe("schema/decode-wall.result-1.json");
  });

  it.each(Object.entries(fixtures))("takes %s", (_name, result) => {
    expect(errorsOf(schema, JSON.parse(resultJson(result)))).toEqual([]);
  });

  it("takes fields that it does not know", () => {
    expect(errorsOf(schema, { ...written, later: [] })).toEqual([]);
  });

  it.each([
    ["another major", { schema: "decode-wall.result/2" }, ".schema: const"],
    ["a negative duration", { durationSeconds: -1 }, ".durationSeconds: minimum"],
    ["an unknown thread", { thread: "gpu" }, ".thread: enum"],
    ["a date that is none", { createdAt: "yesterday" }, ".createdAt: format"],
    ["no kernels", { kernels: 3 }, ".kernels: type"],
    [
      "an unknown shape",
      { kernels: [{ ...fixtures.discrete.kernels[0], shape: { n: 1 } }] },
      ".kernels[0].shape: anyOf",
    ],
    [
      "a median of 0",
      {
        decode: [
          {
            ...fixtures.discrete.decode[0],
            secondsPerStep: { median: 0, low: 1, high: 1, samples: [] },
          },
        ],
      },
      ".decode[0].secondsPerStep.median: exclusiveMinimum",
    ],
  ])("refuses %s", (_name, change, error) => {
    expect(errorsOf(schema, { ...written, ...change })).toEqual([error]);
  });

  it("takes documents from before users at once were measured", () => {
    const { batchSweep: _batchSweep, ...older } = written;
    expect(errorsOf(schema, older)).toEqual([]);
    expect(errorsOf(schema, { ...older, batchSweep: {} })).toEqual([".batchSweep: type"]);
  });

  it("takes documents from before whole steps were measured, and with them", () => {
    const { latency: _latency, breakdown: _breakdown, ...older } = written;
    expect(errorsOf(schema, older)).toEqual([]);
    const { latency, breakdown } = fixtures.steps;
    expect(errorsOf(schema, { ...older, latency, breakdown })).toEqual([]);
    expect(errorsOf(schema, { ...older, latency: [{}] })[0]).toMatch(/^\.latency\[0\]/);
  });

  it("refuses a document without one of its parts", () => {
    const { environment: _environment, ...rest } = fixtureResult();
    expect(errorsOf(schema, rest)).toEqual([": required"]);
  });
});
