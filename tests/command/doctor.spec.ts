import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fixtures } from "../fixtures/results.ts";
import { expect, test } from "./commandTest.ts";
import { survivorsOf, treeOf } from "./processes.ts";
import { start } from "./runCommand.ts";
import { softwareCapabilities } from "./stagedCommand.ts";

const quick = { run: "return result;", result: fixtures.software };
const doctorIn = (
  { main, folder }: { readonly main: string; readonly folder: string },
  ...arguments_: readonly string[]
) => start(main, ["doctor", ...arguments_], { folder });

test("3, software only: says what was found, what was tried and what to do", async ({
  withPage,
}) => {
  const { code, stdout, stderr } = await doctorIn(withPage(quick)).ended;
  expect(code).toBe(3);
  expect(stdout).toMatch(/^No GPU is reached\. The browser calculates on the processor/);
  for (const words of ["PROBLEM", "> ", "asked for a GPU", "no flags", "headless", "self-test"]) {
    expect(stdout).toContain(words);
  }
  expect(stderr).toContain("for a hardware adapter");
});

test("0, a GPU is reached, as JSON, and quiet", async ({ withPage }) => {
  const capabilities = { ...softwareCapabilities, adapterKind: "hardware" } as const;
  const command = withPage({ ...quick, capabilities });
  const { code, stdout, stderr } = await doctorIn(command, "--format=json", "--quiet").ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const document = JSON.parse(stdout);
  expect(document).toMatchObject({
    schema: "decode-wall.doctor/1",
    verdict: "gpu",
    facts: { trial: { status: "measured", isProved: true } },
  });
  expect(document.findings.filter(({ level }: { level: string }) => level === "problem")).toEqual(
    [],
  );
});

test("2, bad options and a browser that is not there", async ({ withPage }) => {
  const command = withPage(quick);
  const bad = await doctorIn(command, "--format=table").ended;
  expect(bad).toMatchObject({ code: 2, stdout: "" });
  expect(bad.stderr).toContain("text or json");
  const missing = await doctorIn(command, "--browser=/no/chrome").ended;
  expect(missing).toMatchObject({ code: 2, stdout: "" });
  expect(missing.stderr).toContain("/no/chrome");
});

test("a browser that does not start is told with its own complaint", async ({ withPage }) => {
  const command = withPage(quick);
  const fake = join(command.folder, "chrome");
  writeFileSync(
    fake,
    "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so: x' >&2\nexit 1\n",
  );
  chmodSync(fake, 0o755);
  const { code, stdout } = await doctorIn(command, `--browser=${fake}`, "--quiet").ended;
  expect(code).toBe(3);
  expect(stdout).toContain("No browser starts");
  expect(stdout).toContain("libnss3.so is missing");
  expect(stdout).toContain("install-deps chromium");
});

test("130, interrupted, and nothing is left", async ({ withPage }) => {
  test.skip(process.platform !== "linux", "processes are looked up in /proc");
  const command = withPage({ ...quick, run: "await new Promise(() => {});" });
  const running = doctorIn(command);
  await running.said("for a software adapter");
  await expect.poll(() => treeOf(command.main).length).toBeGreaterThan(3);
  const tree = treeOf(command.main);
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 130, stdout: "" });
  expect(await survivorsOf(tree)).toEqual([]);
});

test("completion prints a script that bash reads", async ({ withPage }) => {
  const { main, folder } = withPage({});
  const { code, stdout } = await start(main, ["completion", "bash"], { folder }).ended;
  expect(code).toBe(0);
  const read = spawnSync("bash", ["-n"], { input: stdout, encoding: "utf8" });
  test.skip(read.error !== undefined, "there is no bash");
  expect({ status: read.status, stderr: read.stderr }).toEqual({ status: 0, stderr: "" });
});
