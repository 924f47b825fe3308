import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../bench/options/table.ts";
import { render } from "../../bench/render.ts";
import { fixtures } from "../fixtures/results.ts";
import { expect, test } from "./commandTest.ts";

test("every format can be written to a file, all in one run, and stdout stays empty", async ({
  withPage,
}) => {
  const command = withPage({ result: fixtures.discrete });
  const ended = await command.start(
    "--quiet",
    ...formats.map((format) => `--format=${format}=result.${format}`),
  ).ended;
  expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
  for (const format of formats) {
    const written = readFileSync(join(command.folder, `result.${format}`), "utf8");
    expect(written.trimEnd()).toBe(render[format]({ result: fixtures.discrete }, 100).trimEnd());
    expect(written.length).toBeGreaterThan(100);
  }
  expect(readdirSync(command.folder).filter((name) => name.startsWith("."))).toEqual([]);
});

test("one of them is all that stdout carries", async ({ withPage }) => {
  const { code, stdout, stderr } = await withPage({}).start("--format=markdown").ended;
  expect(code).toBe(0);
  expect(stdout.trimEnd()).toBe(render.markdown({ result: fixtures.software }, 100).trimEnd());
  expect(stderr).not.toContain("--use-webgpu-adapter"); // which only --verbose tells
});

test("of no lines there is nothing, not an empty one", async ({ withPage }) => {
  const result = { ...fixtures.discrete, decode: [], prefill: [] };
  const ended = await withPage({ result }).start("--quiet", "--format=llama-bench").ended;
  expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
});

test.describe("on GitHub Actions", () => {
  const onGithub = { GITHUB_ACTIONS: "true" };

  test("the summary of the step is added to, and a failed check is an annotation", async ({
    withPage,
  }) => {
    const command = withPage({ result: fixtures.failedKernel });
    const summary = join(command.folder, "summary.md");
    writeFileSync(summary, "# Before\n");
    const { code, stderr } = await command.startIn(
      { ...onGithub, GITHUB_STEP_SUMMARY: summary },
      "--quiet",
      `--format=markdown=${summary}`,
    ).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^::error title=Decode Wall::gemv-f32: error/m);
    const written = readFileSync(summary, "utf8");
    expect(written.startsWith("# Before\n")).toBe(true);
    expect(written).toContain("### Failed checks");
  });

  test("bad input is an annotation, and nothing is one elsewhere", async ({ withPage }) => {
    const command = withPage({});
    const there = await command.startIn(onGithub, "--suite=slow").ended;
    expect(there.code).toBe(2);
    expect(there.stderr).toMatch(/^::error title=Decode Wall::--suite/m);
    const elsewhere = await command.startIn({ GITHUB_ACTIONS: undefined }, "--suite=slow").ended;
    expect(elsewhere.stderr).not.toContain("::");
  });
});

test.describe("a full disk", () => {
  test.skip(!existsSync("/dev/full"), "this system has no /dev/full");

  test("is told before a browser starts", async ({ withPage }) => {
    const ended = await withPage({}).start("--format=json=/dev/full").ended;
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("/dev/full cannot be written (ENOSPC");
    expect(ended.stderr).not.toContain("measuring");
  });

  test("is told too where it is stdout", async ({ withPage }) => {
    const { main } = withPage({});
    const child = spawn("sh", [
      "-c",
      `"$0" "$1" --suite=smoke > /dev/full`,
      process.execPath,
      main,
    ]);
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(2);
    expect(stderr).toContain("stdout cannot be written (ENOSPC");
    expect(stderr).not.toContain("measuring");
  });
});

test.describe("what a person sees", () => {
  test("--verbose says which browser is started how, and what came", async ({ withPage }) => {
    const { code, stderr } = await withPage({}).start("--verbose", "--format=json").ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /starting \S+ for a software adapter: .*--use-webgpu-adapter=swiftshader/,
    );
    expect(stderr).toMatch(/gives a software adapter/);
  });

  test("FORCE_COLOR paints a complaint, NO_COLOR and a pipe do not", async ({ withPage }) => {
    const command = withPage({});
    const complaintIn = async (environment: Readonly<Record<string, string | undefined>>) =>
      (await command.startIn(environment, "--suite=slow").ended).stderr;
    expect(await complaintIn({ FORCE_COLOR: "1" })).toContain("\u001b[31mdecode-wall:");
    expect(await complaintIn({ NO_COLOR: "1" })).not.toContain("\u001b");
    expect(await complaintIn({})).not.toContain("\u001b");
  });

  test("COLUMNS is the width of text in a pipe", async ({ withPage }) => {
    const { stdout } = await withPage({}).startIn({ COLUMNS: "72" }, "--quiet").ended;
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(stdout).toContain("gemv-f16");
  });

  test("--help has examples, exit codes and the environment's variables", async ({ withPage }) => {
    const { code, stdout, stderr } = await withPage({}).start("--help").ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const words of ["Examples:", "130", "CHROMIUM_PATH", "NO_COLOR", "doctor"]) {
      expect(stdout).toContain(words);
    }
  });
});
