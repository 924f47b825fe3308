import { describe, expect, it } from "vitest";
import { helpText } from "../../../bench/options/help.ts";
import { parseOptions } from "../../../bench/options/parse.ts";
import { formats, optionEntries } from "../../../bench/options/table.ts";
import { dataTypes, measuredDataTypes } from "../../../src/domain/dataType.ts";
import { oneOf } from "../../../src/domain/problem.ts";

const withoutKernels = dataTypes.filter((type) => !measuredDataTypes.some((has) => has === type));
const kernelIds = ["gemv-f16", "gemm-f32"];
const parse = (line: string) => parseOptions(line.split(" ").filter(Boolean), kernelIds);
const optionsOf = (line: string) => {
  const parsed = parse(line);
  if (parsed.status !== "run") throw new Error(JSON.stringify(parsed));
  return parsed.options;
};
const problemsOf = (line: string): readonly string[] => {
  const parsed = parse(line);
  return parsed.status === "bad" ? parsed.problems : [];
};

describe("the command's options", () => {
  it("measures quick on any adapter and prints a table where nothing is asked for", () => {
    expect(optionsOf("")).toEqual({
      suite: "quick",
      adapter: "auto",
      outputs: [{ format: "table" }],
      browserArguments: [],
      timeoutSeconds: 600,
      quiet: false,
      verbose: false,
    });
  });

  it("cannot be changed once parsed", () => {
    expect(Object.isFrozen(optionsOf("--suite smoke"))).toBe(true);
  });

  it.each([
    ["--suite full", { suite: "full", timeoutSeconds: 3600 }],
    ["--suite=smoke", { suite: "smoke" }],
    ["--model tiny --model llama-3.1-8b", { models: ["tiny", "llama-3.1-8b"] }],
    ["--model tiny --model tiny", { models: ["tiny"] }],
    ["--data-type f16 --data-type f32", { dataTypes: ["f16", "f32"] }],
    ["--memory 8GB", { memoryBytes: 8e9 }],
    ["--memory 1.5gb", { memoryBytes: 1.5e9 }],
    ["--memory 2GiB", { memoryBytes: 2 ** 31 }],
    ["--timeout 10m", { timeoutSeconds: 600 }],
    ["--timeout 1h30m", { timeoutSeconds: 5400 }],
    ["--timeout 2.5s", { timeoutSeconds: 2.5 }],
    ["--adapter software", { adapter: "software" }],
    ["--browser edge", { browser: { kind: "name", name: "edge" } }],
    ["--browser ./chrome", { browser: { kind: "path", path: "./chrome" } }],
    ["--browser C:\\chrome.exe", { browser: { kind: "path", path: "C:\\chrome.exe" } }],
    ["--browser-arg=--a=b --browser-arg --c", { browserArguments: ["--a=b", "--c"] }],
    ["--kernel gemv-f16", { kernels: ["gemv-f16"] }],
    ["--format json", { outputs: [{ format: "json" }] }],
    ["--format json=a=b.json", { outputs: [{ format: "json", file: "a=b.json" }] }],
    [
      "--format table --format json=a.json --format json=b.json",
      {
        outputs: [
          { format: "table" },
          { format: "json", file: "a.json" },
          { format: "json", file: "b.json" },
        ],
      },
    ],
    ["--quiet", { quiet: true }],
    ["--verbose", { verbose: true }],
    ...formats.map((format): [string, object] => [`--format ${format}`, { outputs: [{ format }] }]),
  ])("takes %s", (line, expected) => {
    expect(optionsOf(line)).toMatchObject(expected);
  });

  it.each([
    ["--suit smoke", ["--suit", "--suite"]],
    ["--xyzzy", ["--xyzzy", "--help"]],
    ["smoke", ["smoke", "--suite smoke"]],
    ["--suite smoke references", ["references comes before its options"]],
    ["refrences", ['"refrences" is not an option', "did you mean references?"]],
    ["--quiet --verbose", ["--quiet", "--verbose", "one of them"]],
    ["--suite", ["--suite", "smoke|quick|full"]],
    ["--suite=", ["--suite", "smoke|quick|full"]],
    ["--suite slow", ["--suite", "slow", "smoke, quick or full"]],
    ["--suite --quiet", ["--suite", "--quiet", "smoke, quick or full"]],
    ["--suite smoke --suite quick", ["--suite", "twice"]],
    ["--model tinny", ["--model", "tinny", "did you mean tiny?"]],
    ["--model gpt-99-huge", ["--model", "gpt-99-huge", "tiny"]],
    ["--data-type f8", ["--data-type", "f8", oneOf(measuredDataTypes)]],
    ...withoutKernels.map((type): [string, string[]] => [
      `--data-type ${type}`,
      ["--data-type", type, "no kernels in this version", oneOf(measuredDataTypes)],
    ]),
    ["--memory 8", ["--memory", "8", "8GB"]],
    ["--memory lots", ["--memory", "lots", "8GB"]],
    ["--memory 1MB", ["--memory", "1MB", "64MB"]],
    ["--memory -8GB", ["--memory", "-8GB", "8GB"]],
    ["--memory 1e9GB", ["--memory", "8GB"]],
    ["--timeout 10", ["--timeout", "10", "10m"]],
    ["--timeout 0s", ["--timeout", "0s", "1s"]],
    ["--timeout 25h", ["--timeout", "25h", "24h"]],
    ["--adapter gpu", ["--adapter", "gpu", "auto, software or hardware"]],
    ["--browser firefox", ["--browser", "firefox", "not supported yet", "chromium"]],
    ["--browser netscape", ["--browser", "netscape", "chrome, chromium or edge"]],
    ["--browser-arg gpu", ["--browser-arg", "gpu", "--browser-arg=--name=value"]],
    ["--browser-arg=--user-data-dir=/x", ["--user-data-dir", "leave it out"]],
    ["--browser-arg=--remote-allow-origins=*", ["--remote-allow-origins", "leave it out"]],
    ["--browser-arg=--disable-gpu-watchdog", ["--disable-gpu-watchdog", "leave it out"]],
    ["--kernel gemv", ["--kernel", "gemv", "gemv-f16"]],
    ["--format yaml", ["--format", "yaml", "github-benchmark or llama-bench"]],
    ["--format json=", ["json=", "file"]],
    ["--format json --format table", ["json and table", "stdout"]],
    ["--format json --format json", ["json and json", "stdout"]],
    ["--format json=x --format table=./x", ["two formats", "x"]],
    ["--quiet=no", ["--quiet", "no value"]],
  ])("refuses %s and says what would be right", (line, words) => {
    const [first = "", ...others] = problemsOf(line);
    for (const word of words) expect(first).toContain(word);
    expect(others).toEqual([]);
  });

  it("names every problem at once", () => {
    expect(problemsOf("--suite slow --memory lots --nonsense")).toHaveLength(3);
  });

  it.each(["--help", "-h", "--help --suite slow"])("answers %s with the help", (line) => {
    expect(parse(line)).toEqual({ status: "help" });
  });

  it("answers --version", () => {
    expect(parse("--version")).toEqual({ status: "version" });
  });
});

describe("the help", () => {
  it.each(optionEntries.filter(([, { hidden }]) => !hidden).map(([name]) => name))(
    "tells of --%s",
    (name) => {
      expect(helpText("1.2.3")).toContain(`--${name}`);
    },
  );

  it("is at most 100 columns wide and leaves out what only authors of kernels need", () => {
    const lines = helpText("1.2.3").split("\n");
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(helpText("1.2.3")).not.toContain("--kernel");
  });
});
