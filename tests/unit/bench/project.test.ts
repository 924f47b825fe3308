import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { project } from "../../../bench/project/project.ts";
import { projectOptionTable } from "../../../bench/project/options.ts";
import { subcommandOf } from "../../../bench/subcommands.ts";
import { resultJson } from "../../../src/report/json.ts";
import { fixtures } from "../../fixtures/results.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "decode-wall-project-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wide = 120;

const run = async (line: string, columns = wide) => {
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await project(line.split(" ").filter(Boolean), {
    stdout: { columns, write: (text: string) => out.push(text) > 0 },
    stderr: { columns, write: (text: string) => err.push(text) > 0 },
  } as unknown as Parameters<typeof project>[1]);
  return { exitCode, stdout: out.join(""), stderr: err.join("") };
};

const h100 = "--model llama-3.1-8b --accelerator nvidia-h100-sxm";

interface Shown {
  readonly schema: string;
  readonly figuresAsOf: string;
  readonly machines: readonly {
    readonly system: { readonly id: string; readonly decode: unknown };
    readonly setup: { readonly batch: number; readonly chips?: number };
    readonly decode: {
      readonly status: string;
      readonly standing?: { readonly kind: string; readonly because?: readonly string[] };
      readonly limit?: string;
      readonly work?: { readonly bytes: number };
      readonly rates?: Readonly<Record<string, number>>;
      readonly missing?: readonly { readonly figure: string; readonly reason: string }[];
    };
    readonly prefill: { readonly status: string; readonly tokensPerSecond?: number };
    readonly decodeInputs: readonly {
      readonly value: number;
      readonly confidence: string;
      readonly source?: { readonly url: string };
    }[];
  }[];
  readonly you?: readonly {
    readonly you: { readonly status: string; readonly perUser?: number };
  }[];
}
const json = async (line: string): Promise<Shown> => {
  const { stdout, exitCode } = await run(`${line} --format json`);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Shown;
};

describe("project", () => {
  it("says in a table what an H100 could do at most, and from what that follows", async () => {
    const { exitCode, stdout, stderr } = await run(h100);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    for (const text of [
      "223 tokens/s per user",
      "15.0 GB",
      "3.35 TB/s",
      "989 TFLOP/s (fp16, dense)",
      "held by memory (a bound)",
      "per megawatt not published",
      "NVIDIA H100 Tensor Core GPU",
      "2026-11-23",
    ]) {
      expect(stdout).toContain(text);
    }
  });

  it.each([60, 80, 100, 200])("fits %d columns", async (columns) => {
    const asked = `--model gpt-oss-120b --accelerator all --data-type published --batch 8`;
    const few = `${h100} --accelerator nvidia-vera-rubin-nvl72-with-lpx`;
    for (const line of [asked, few]) {
      const { stdout } = await run(line, columns);
      expect(stdout.split("\n").filter((text) => [...text].length > columns)).toEqual([]);
    }
  });

  it("has every term, input and source as JSON, and names machines by their ids", async () => {
    const { schema, figuresAsOf, machines } = await json(h100);
    expect([schema, figuresAsOf]).toEqual(["decode-wall.projection/1", "2026-11-23"]);
    const [machine] = machines;
    expect(machine?.system.decode).toBe("nvidia-h100-sxm");
    expect(machine?.decode.rates?.["perUser"]).toBeCloseTo(223.2, 1);
    expect(machine?.decode.work?.bytes).toBeCloseTo(15.01e9, -8);
    expect(machine?.decode).toMatchObject({ standing: { kind: "bound" }, limit: "memory" });
    expect(machine?.decode.missing?.[0]?.figure).toBe("all-in power");
    expect(Object.hasOwn(machine?.decode.rates ?? {}, "perMegawatt")).toBe(false);
    expect(machine?.decodeInputs.map(({ value }) => value)).toContain(3.35e12);
    expect(machine?.decodeInputs.every(({ source }) => source?.url.startsWith("https"))).toBe(true);
  });

  it("prints no null, NaN or Infinity for any machine or model", async () => {
    const { stdout } = await run(
      "--model deepseek-v3 --accelerator all --format json --context 1M --batch 1024",
    );
    expect(JSON.parse(stdout)).toBeTruthy();
    expect(stdout).not.toMatch(/\bnull\b|NaN|Infinity/);
  });

  it("gives CSV with two lines a machine, empty where nothing is published", async () => {
    const { stdout } = await run(
      "--model llama-3.1-8b --accelerator nvidia-h100-sxm --accelerator nvidia-rubin --format csv",
    );
    const [head = "", ...lines] = stdout.trim().split("\r\n");
    const columns = head.split(",");
    const cell = (line: number, name: string) => lines[line]?.split(",")[columns.indexOf(name)];
    expect(lines).toHaveLength(4);
    expect(cell(0, "phase")).toBe("decode");
    expect(cell(1, "phase")).toBe("prefill");
    expect(cell(0, "tokensPerSecondPerMegawatt")).toBe("");
    expect(Number(cell(2, "tokensPerSecondPerMegawatt"))).toBeGreaterThan(0);
    expect(lines.every((line) => line.split(",").length >= columns.length)).toBe(true);
  });

  it("projects every batch and context that is given", async () => {
    const { machines } = await json(`${h100} --batch 1 --batch 8 --context 0 --context 4K`);
    expect(machines.map(({ setup }) => setup.batch)).toEqual([1, 8, 1, 8]);
  });

  it("spreads a rack over the fewest chips and over all of them, or as asked", async () => {
    const rack = "--model llama-3.1-8b --accelerator nvidia-gb200-nvl72";
    const both = await json(rack);
    expect(both.machines.map(({ setup }) => setup.chips)).toEqual([1, 72]);
    expect(both.machines.map(({ decode }) => decode.standing?.kind)).toEqual(["bound", "estimate"]);
    const four = await json(`${rack} --chips 4`);
    expect(four.machines.map(({ setup }) => setup.chips)).toEqual([4]);
  });

  it("reads on one machine and writes on another", async () => {
    const { stdout } = await run(
      `${h100} --prefill-accelerator nvidia-b200-sxm --data-type fp8 --cache-type fp8`,
    );
    expect(stdout).toContain("Reading on NVIDIA B200 SXM");
    expect(stdout).toContain("of cache go to the other system, which is not counted");
    const pair = await run("--model llama-3.1-8b --accelerator nvidia-vera-rubin-nvl72-with-lpx");
    expect(pair.stdout).toContain("Reading on NVIDIA Vera Rubin NVL72");
    expect(pair.stdout).toContain("cannot be recomputed");
  });

  it("says why where nothing can be said, and still ends well", async () => {
    const { exitCode, stdout } = await run("--model llama-3.1-8b --accelerator sambanova-sn40l");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("memory bandwidth of SambaNova SN40L is not published");
    const small = await run(`--model llama-3.1-405b --accelerator nvidia-h100-sxm --chips 2`);
    expect(small.stdout).toMatch(/does not fit: 812 GB of weights .* take 11 chips, not 2/);
  });

  it("says where a context is longer than the model is published for", async () => {
    expect((await run(`${h100} --context 1M`)).stdout).toContain("at most 131,072 tokens");
    expect((await run(`${h100} --context 4K`)).stdout).not.toContain("at most 131,072 tokens");
  });

  it("sets what others measured beside it, and says where that was another setup", async () => {
    const { stdout } = await run("--model llama-3.1-8b --accelerator nvidia-rtx-4090", 300);
    expect(stdout).toMatch(/127.74 tokens\/s for one user, Q4_K_M, .*faster than here/);
    expect(stdout).toMatch(/54.34 tokens\/s for one user, F16, (?!.*faster than here)/);
    expect(stdout).toContain("27% of it on an H100");
  });

  it("names machines that cannot be had yet, or no more", async () => {
    const { stdout } = await run("--model llama-3.1-8b --accelerator all");
    expect(stdout).toContain("NVIDIA Rubin CPX (cancelled)");
    expect(stdout).toContain("NVIDIA Vera Rubin NVL72 (ramping)");
    expect(stdout).not.toContain("NVIDIA H100 SXM (");
  });

  it("sets a result among the machines", async () => {
    const file = join(folder, "result.json");
    writeFileSync(file, resultJson(fixtures.discrete));
    const model = fixtures.discrete.decode[0]?.model;
    const line = `--model ${model} --accelerator nvidia-h100-sxm --result ${file}`;
    const { stdout, exitCode } = await run(line);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("You, ");
    expect(stdout).toContain("x you");
    const { you, machines } = await json(line);
    expect(you?.[0]?.you.status).toBe("measured");
    expect(machines[0]?.decode.rates?.["perUser"] ?? 0).toBeGreaterThan(you?.[0]?.you.perUser ?? 0);
  });

  it("keeps a software adapter's result out", async () => {
    const file = join(folder, "software.json");
    writeFileSync(file, resultJson(fixtures.software));
    const { stdout, exitCode } = await run(`${h100} --result ${file}`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("not among them");
  });

  it("writes files, and nothing to stdout where every format has one", async () => {
    const [csv, document] = [join(folder, "out.csv"), join(folder, "out.json")];
    const { stdout, exitCode } = await run(`${h100} --format csv=${csv} --format json=${document}`);
    expect([stdout, exitCode]).toEqual(["", 0]);
    expect(readFileSync(csv, "utf8")).toMatch(/^accelerator,/);
    expect(JSON.parse(readFileSync(document, "utf8"))).toMatchObject({
      schema: "decode-wall.projection/1",
    });
  });

  it.each([
    ["", ["--model is missing", "--model llama-3.1-8b"]],
    ["--model llama-3.1-8b", ["--accelerator is missing", "nvidia-h100-sxm"]],
    ["--model llama-3.1-8 --accelerator apple-m4", ["llama-3.1-8", "did you mean llama-3.1-8b"]],
    ["--model gpt-99-huge --accelerator apple-m4", ["gpt-99-huge", "references models lists all"]],
    [
      "--model llama-3.1-8b --accelerator h100",
      ["h100", "nvidia-h100-sxm, nvidia-h100-pcie or nvidia-h100-nvl", "references machines"],
    ],
    ["--model llama-3.1-8b --accelerator nvida-h100-sxm", ["did you mean nvidia-h100-sxm"]],
    [`${h100} --batch 0`, ["--batch", "0", "1 to 1024"]],
    [`${h100} --batch 2000`, ["--batch", "2000", "1 to 1024"]],
    [`${h100} --batch many`, ["--batch", "many", "1 to 1024"]],
    [`${h100} --context 2M`, ["--context", "2M", "0 to 1M"]],
    [`${h100} --context -1`, ["--context", "0"]],
    [`${h100} --prompt 0`, ["--prompt", "1 to 1M"]],
    [`${h100} --data-type f8`, ["--data-type", "f8", "fp8"]],
    [`${h100} --data-type published`, ["llama-3.1-8b", "no format of its own", "f16"]],
    [`${h100} --cache-type q4`, ["--cache-type", "q4", "f16"]],
    [`${h100} --chips 0`, ["--chips", "1 to"]],
    [`${h100} --format yaml`, ["--format", "yaml", "table, json or csv"]],
    [`${h100} --format json --format csv`, ["json and csv", "stdout"]],
    [`${h100} --format json=/nowhere/at/all.json`, ["/nowhere/at", "does not exist"]],
    [`${h100} --acelerator apple-m4`, ["--acelerator", "did you mean --accelerator"]],
    [`${h100} --suite smoke`, ["--suite is not an option here"]],
    [`${h100} stray`, ["stray", "--batch 8"]],
    [`${h100} --model qwen3-8b`, ["--model is given twice"]],
    [`${h100} --result /nowhere.json`, ["--result", "/nowhere.json", "cannot be read"]],
  ])("refuses %j with exit code 2 and says what would be right", async (line, words) => {
    const { exitCode, stdout, stderr } = await run(line);
    expect([exitCode, stdout]).toEqual([2, ""]);
    for (const word of words) expect(stderr).toContain(word);
  });

  it("refuses a result that is none", async () => {
    const file = join(folder, "bad.json");
    writeFileSync(file, `{"schema": "decode-wall.result/9"}`);
    const { exitCode, stderr } = await run(`${h100} --result ${file}`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("is not a result that can be used");
  });

  it("has a help that tells of every option", async () => {
    const { exitCode, stdout } = await run("--help");
    expect(exitCode).toBe(0);
    for (const name of Object.keys(projectOptionTable)) expect(stdout).toContain(`--${name}`);
    expect(stdout.split("\n").filter((text) => text.length > 100)).toEqual([]);
  });

  it("is what the command runs for that word alone", () => {
    expect(subcommandOf(["project", "--help"])).toBe(project);
    expect(subcommandOf(["--suite", "project"])).toBeUndefined();
    expect(subcommandOf([])).toBeUndefined();
    expect(subcommandOf(["toString"])).toBeUndefined();
  });
});
