import { describe, expect, it } from "vitest";
import { parseOptions } from "../../../../bench/options/parse.ts";
import { defaultGateMetrics, gateMetricNames } from "../../../../src/domain/gate.ts";

const parse = (line: string) => parseOptions(line.split(" ").filter(Boolean), ["gemv-f16"]);
const gateOf = (line: string) => {
  const parsed = parse(line);
  if (parsed.status !== "run") throw new Error(JSON.stringify(parsed));
  return parsed.options.gate;
};
const problemsOf = (line: string): readonly string[] => {
  const parsed = parse(line);
  return parsed.status === "bad" ? parsed.problems : [];
};

describe("the gate's options", () => {
  it("ask for nothing where nothing is compared", () => {
    expect(gateOf("")).toBeUndefined();
    expect(gateOf("--browser chromium")).toBeUndefined();
  });

  it("allow 5% on what a user waits for, and what limits it", () => {
    expect(gateOf("--against dist")).toEqual({
      mode: { kind: "against", page: "dist", mostBlocks: 192 },
      limits: defaultGateMetrics.map((metric) => ({ metric, limit: 0.05 })),
      allow: [],
      strict: false,
    });
    expect(gateMetricNames.length).toBeLessThanOrEqual(6);
  });

  it.each([
    ["--against dist --blocks 48", { mode: { mostBlocks: 48 } }],
    ["--against https://a.test/wall/", { mode: { page: "https://a.test/wall/" } }],
    ["--against dist --max-regression 2.5%", { limits: [{ limit: 0.025 }, {}, {}] }],
    [
      "--against dist --max-regression decode=5%,prefill=10%",
      {
        limits: [
          { metric: "decode", limit: 0.05 },
          { metric: "prefill", limit: 0.1 },
        ],
      },
    ],
    [
      "--against dist --strict --allow device --allow driver",
      { allow: ["device", "driver"], strict: true },
    ],
    [
      "--browser chrome --browser edge",
      { mode: { kind: "against", browser: { kind: "name", name: "chrome" } } },
    ],
    ["--baseline runs", { mode: { kind: "baseline", path: "runs", runs: 1, save: false } }],
    ["--baseline a.jsonl --runs 3 --save-baseline", { mode: { runs: 3, save: true } }],
  ])("take %s", (line, expected) => {
    expect(gateOf(line)).toMatchObject(expected);
  });

  it("measure in the second of two browsers, and compare with the first", () => {
    const parsed = parse("--browser chrome --browser edge");
    expect(parsed).toMatchObject({ options: { browser: { kind: "name", name: "edge" } } });
  });

  it.each([
    ["--max-regression 5%", ["--max-regression", "--against", "--baseline"]],
    ["--strict", ["--strict", "--against"]],
    ["--allow device", ["--allow", "--against"]],
    ["--blocks 32", ["--blocks", "--against"]],
    ["--runs 3", ["--runs", "--baseline"]],
    ["--save-baseline", ["--save-baseline", "--baseline"]],
    ["--against a --baseline b", ["--against", "--baseline", "one of them"]],
    ["--against a --browser chrome --browser edge", ["--against", "--browser"]],
    ["--baseline a --browser chrome --browser edge", ["--baseline", "--browser"]],
    ["--browser chrome --browser chrome", ["--browser: chrome is given twice"]],
    ["--browser ./a --browser ./a --blocks 16 --strict", ["--browser: ./a is given twice"]],
    ["--browser chrome --browser edge --browser chromium", ["--browser", "at most two"]],
    ["--against a --max-regression 5", ["--max-regression", "5", "decode=5%"]],
    ["--against a --max-regression 0%", ["--max-regression", "0%", "0.1%"]],
    ["--against a --max-regression 200%", ["--max-regression", "200%", "100%"]],
    ["--against a --max-regression speed=5%", ["speed", "decode, prefill"]],
    ["--against a --max-regression decode=5%,decode=6%", ["decode", "twice"]],
    ["--against a --allow everything", ["--allow", "everything", "device, driver"]],
    ["--against a --data-type int4", ["--data-type", "f16", "--baseline"]],
    ["--against a --blocks 8", ["--blocks", "8", "16 to 192"]],
    ["--against a --blocks 16.5", ["--blocks", "16.5", "16 to 192"]],
    ["--baseline a --runs 0", ["--runs", "0", "1 to 100"]],
    ["--baseline a --runs many", ["--runs", "many", "1 to 100"]],
  ])("refuse %s and say what would be right", (line, words) => {
    const [first = "", ...others] = problemsOf(line);
    for (const word of words) expect(first).toContain(word);
    expect(others).toEqual([]);
  });
});
