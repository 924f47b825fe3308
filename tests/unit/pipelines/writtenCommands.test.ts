import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseDoctor } from "../../../bench/doctor/options.ts";
import { helpText } from "../../../bench/options/help.ts";
import { parseOptions } from "../../../bench/options/parse.ts";
import { projectHelp } from "../../../bench/project/help.ts";
import { parseProject } from "../../../bench/project/options.ts";
import { parseReferences } from "../../../bench/references/options.ts";
import { loadReference } from "../../../src/reference/loadReference.ts";
import { kernelIds } from "../../../src/workloads/kernelIds.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const filesOf = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(root + folder)
    .filter((name) => ending.test(name))
    .map((name) => folder + name);

const texts = new Map([
  ...[
    "README.md",
    "CONTRIBUTING.md",
    ...filesOf("docs/", /\.md$/),
    ...filesOf("examples/", /yml$|Dockerfile/),
    ...filesOf(".github/workflows/", /yml$/),
  ].map((path) => [path, readFileSync(root + path, "utf8")] as const),
  ["--help", helpText("0.0.0")],
  ["project --help", projectHelp],
]);

/** What stands behind `bench --`, on lines that go on with an option too, without quotes and comments. */
const writtenIn = (text: string): readonly string[] =>
  [...text.matchAll(/bench(?:\/start\.mjs)? (?:-- )?((?:-|[a-z])(?:[^\n`]|\n\s+(?=--))*)/g)]
    .map(([, words = ""]) => words.replace(/\n\s+/g, " "))
    .map((words) => words.replace(/ [#>|&].*| {2,}.*|"|'/g, "").trim())
    .filter((words) => /^(?:-|doctor|project|references)/.test(words) && !words.includes("["));

const commands = [...texts].flatMap(([path, text]) =>
  writtenIn(text).map((words) => ({ path, words })),
);

const reference = await loadReference();
const problemsOf = (words: string): readonly string[] => {
  const [first, ...rest] = words.split(/\s+/);
  const parsed =
    first === "doctor"
      ? parseDoctor(rest)
      : first === "project"
        ? parseProject(rest, reference)
        : first === "references"
          ? parseReferences(rest, reference)
          : parseOptions([first ?? "", ...rest], kernelIds);
  return parsed.status === "bad" ? parsed.problems : [];
};

describe("a command that is written down", () => {
  it.each(commands)("$path: $words", ({ words }) => {
    expect(problemsOf(words)).toEqual([]);
  });

  it("is found in the workflows, the examples, the help and the texts", () => {
    const paths = new Set(commands.map(({ path }) => path));
    expect([...paths]).toEqual(
      expect.arrayContaining([
        "README.md",
        "docs/gate.md",
        "examples/gitlab-ci.yml",
        ".github/workflows/gpu.yml",
        "--help",
        "project --help",
      ]),
    );
    const compared = commands.filter(({ words }) => words.includes("--against"));
    expect(compared.some(({ words }) => words.includes("--max-regression 5% --format"))).toBe(true);
  });

  it.each([
    "--suite quik",
    "--max-regression 5%",
    "project --model llama-3.1-8b --accelerator nvidia-h100",
    "references nothing",
    "doctor --format xml",
  ])("is refused where it is wrong: %s", (words) => {
    expect(problemsOf(words)).not.toEqual([]);
  });
});
