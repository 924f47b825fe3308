import { describe, expect, it } from "vitest";
import { references } from "../../../bench/references/references.ts";
import { sectionFiles } from "../../../bench/references/sectionFiles.ts";
import { loadReference } from "../../../src/reference/loadReference.ts";
import { referenceSections } from "../../../src/reference/referenceTables.ts";

const reference = await loadReference();

const run = async (line: string, columns = 120) => {
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await references(line.split(" ").filter(Boolean), {
    stdout: { columns, write: (text: string) => out.push(text) > 0 },
    stderr: { columns, write: (text: string) => err.push(text) > 0 },
  } as unknown as Parameters<typeof references>[1]);
  return { exitCode, stdout: out.join(""), stderr: err.join("") };
};

describe("references", () => {
  it("lists every machine, pair and model by its id", async () => {
    const { exitCode, stdout } = await run("");
    expect(exitCode).toBe(0);
    const { profiles, pairings, models } = reference;
    for (const { id } of [...profiles, ...pairings, ...models]) expect(stdout).toContain(id);
    expect(stdout).toContain("MIT licence");
    expect(stdout).toContain("Looked up on 2026-11-23");
  });

  it.each(["", ...referenceSections, "nvidia-h100-sxm", "deepseek-v3"])(
    "fits 80 columns for %j, addresses apart",
    async (word) => {
      const { stdout } = await run(word, 80);
      const long = stdout.split("\n").filter((text) => [...text].length > 80);
      expect(long.filter((text) => !text.includes("https://"))).toEqual([]);
    },
  );

  it("shows a machine's figures with source, confidence and caveats", async () => {
    const { stdout } = await run("nvidia-rubin");
    expect(stdout).toContain("memory bandwidth: 22 TB/s; vendor-announcement");
    expect(stdout).toContain("https://www.nvidia.com/");
    expect(stdout).toContain("preliminary");
    const pair = await run("nvidia-vera-rubin-nvl72-with-lpx");
    expect(pair.stdout).toContain("the claim of 35 times per megawatt");
  });

  it("gives everything as JSON with the terms of use", async () => {
    const { stdout } = await run("--format json");
    const document = JSON.parse(stdout) as Readonly<Record<string, readonly unknown[]>>;
    expect(document["attribution"]?.length).toBeGreaterThan(2);
    expect(document["machines"]).toHaveLength(76);
    expect(document["measurements"]).toHaveLength(195);
    expect(document["claims"]).toHaveLength(12);
    expect(document["models"]).toHaveLength(29);
    const one = JSON.parse((await run("apple-m4-max --format json")).stdout) as typeof document;
    expect(one["machines"]).toHaveLength(1);
  });

  it.each([
    ["machines", "id,name,vendor"],
    ["pairs", "id,name,vendor"],
    ["models", "id,name,layers"],
    ["measurements", "id,machine,metric"],
    ["claims", "id,subject,claim"],
    ["sources", "id,title,publisher"],
  ])("gives %s as CSV", async (section, head) => {
    const { stdout } = await run(`${section} --format csv`);
    expect(stdout.startsWith(head)).toBe(true);
    expect(stdout.split("\r\n").length).toBeGreaterThanOrEqual(section === "pairs" ? 3 : 13);
  });

  it.each([
    ["h100", ["h100", "nvidia-h100-sxm", "machines, pairs, models"]],
    ["h20", ["did you mean nvidia-h20?"]],
    ["llama3", ["did you mean llama-3.2-1b, "]],
    ["machine", ["machines"]],
    ["machines models", ["one section or id"]],
    ["--sort name", ["--sort is not an option here"]],
    ["--format xml", ["xml", "table, json or csv"]],
  ])("refuses %j with exit code 2", async (line, words) => {
    const { exitCode, stdout, stderr } = await run(line);
    expect([exitCode, stdout]).toEqual([2, ""]);
    for (const word of words) expect(stderr).toContain(word);
  });
});

describe("files of the reference data", () => {
  const files = sectionFiles(reference);

  it("are dated, one for each section, with their terms of use", () => {
    expect(files.map(({ fileName }) => fileName)).toEqual([
      ...referenceSections.map((section) => `data/${section}-2026-11-23.csv`),
      "data/LICENCE.txt",
    ]);
  });

  it("have a row with source, date or none, and confidence for every figure", () => {
    const machines = files[0]?.source ?? "";
    const [head = "", ...rows] = machines.trim().split("\r\n");
    for (const column of ["value", "unit", "confidence", "source", "url", "date", "note"]) {
      expect(head.split(",")).toContain(column);
    }
    expect(rows.length).toBeGreaterThan(450);
    const figures = rows.filter((row) => !row.includes(",note,") && !row.includes(",not sourced,"));
    expect(figures.length).toBeGreaterThan(450);
    expect(figures.filter((row) => !row.includes("https://"))).toEqual([]);
  });

  it("are safe to open in a spreadsheet", () => {
    for (const { source } of files) expect(source).not.toMatch(/(^|,|\n)"?[=+@]/);
  });
});
