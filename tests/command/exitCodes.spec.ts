import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fixtures } from "../fixtures/results.ts";
import { expect, test } from "./commandTest.ts";
import { treeOf } from "./processes.ts";
import { softwareCapabilities } from "./stagedCommand.ts";

test.describe("0, measured", () => {
  test("one JSON document is all that stdout carries", async ({ withPage }) => {
    const { code, stdout, stderr } = await withPage({}).start("--format", "json").ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(fixtures.software);
    expect(stderr).toContain("now: memory because the test asks for it");
    expect(stderr).toContain("software adapter");
  });

  test("the table is what stdout carries where nothing is asked for", async ({ withPage }) => {
    const { code, stdout } = await withPage({}).start().ended;
    expect(code).toBe(0);
    expect(stdout).toContain("gemv-f16");
    expect(() => JSON.parse(stdout)).toThrow();
  });

  test("--quiet says nothing", async ({ withPage }) => {
    const { code, stdout, stderr } = await withPage({}).start("--quiet", "--format=json").ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(fixtures.software);
  });

  test("formats with files leave stdout to the one without, or empty", async ({ withPage }) => {
    const command = withPage({});
    const both = await command.start("--format", "json=a.json", "--format", "table=b.txt").ended;
    expect(both).toMatchObject({ code: 0, stdout: "" });
    expect(JSON.parse(readFileSync(join(command.folder, "a.json"), "utf8"))).toEqual(
      fixtures.software,
    );
    expect(readFileSync(join(command.folder, "b.txt"), "utf8")).toContain("gemv-f16");
  });

  test("the page gets what was asked for, with the browser's flags by name", async ({
    withPage,
  }) => {
    const command = withPage({ run: "return { ...result, asked: options };" });
    const { stdout } = await command.start(
      ..."--suite smoke --model tiny --data-type f16 --memory 1GB --kernel gemv-f16 --format json".split(
        " ",
      ),
    ).ended;
    expect(JSON.parse(stdout).asked).toEqual({
      suite: "smoke",
      models: ["tiny"],
      dataTypes: ["f16"],
      memoryBytes: 1e9,
      timeoutSeconds: 600,
      kernels: ["gemv-f16"],
      browserFlags: expect.arrayContaining([command.mark, "--use-webgpu-adapter=swiftshader"]),
    });
  });

  test("nothing that the browser says reaches the terminal as an escape", async ({ withPage }) => {
    const run = String.raw`step("a\u001b[2Jb\u009b31mc\nd\u202ee", 0.5); return result;`;
    const { stderr } = await withPage({ run }).start("--format", "json").ended;
    expect(stderr).toContain("now: a");
    for (const hidden of ["\u001b", "\u009b", "\u202e"]) expect(stderr).not.toContain(hidden);
  });
});

test("1, a kernel failed its check", async ({ withPage }) => {
  const { code, stdout, stderr } = await withPage({ result: fixtures.failedKernel }).start(
    "--format=json",
  ).ended;
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual(fixtures.failedKernel);
  expect(stderr).toContain("gemv-f32");
});

test.describe("2, bad input, told before a browser starts", () => {
  const refused = async (
    command: { start(...arguments_: readonly string[]): { readonly ended: Promise<unknown> } },
    arguments_: readonly string[],
    words: readonly string[],
  ): Promise<void> => {
    const ended = await command.start(...arguments_).ended;
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    for (const word of words) expect((ended as { stderr: string }).stderr).toContain(word);
    expect((ended as { stderr: string }).stderr).not.toContain("measuring");
  };

  test("options and values", async ({ withPage }) => {
    await refused(withPage({}), ["--suite", "slow", "--nonsense"], ["slow", "--nonsense"]);
  });

  test("a browser's path that does not exist", async ({ withPage }) => {
    await refused(withPage({}), ["--browser", "/no/chrome"], ["--browser", "/no/chrome"]);
  });

  test("a file in a folder that does not exist, or that is a folder", async ({ withPage }) => {
    const command = withPage({});
    mkdirSync(join(command.folder, "taken"));
    await refused(command, ["--format", "json=no/where.json"], ["no/where.json", "does not exist"]);
    await refused(command, ["--format", "json=taken"], ["taken", "is a folder"]);
  });

  test("a file that cannot be written", async ({ withPage }) => {
    const name = `${"long".repeat(100)}.json`;
    await refused(withPage({}), ["--format", `json=${name}`], ["--format", "cannot be written"]);
  });

  test("options that only the page can refuse", async ({ withPage }) => {
    const run = `throw { code: "bad-options", message: "models: give fewer" };`;
    const ended = await withPage({ run }).start().ended;
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain("models: give fewer");
  });
});

test.describe("3, cannot measure", () => {
  test("no browser, and none may be installed: one message says what to run", async ({
    withPage,
  }) => {
    const command = withPage({});
    const { code, stdout, stderr } = await command.startIn({
      PATH: "/nowhere",
      CHROMIUM_PATH: undefined,
      PLAYWRIGHT_BROWSERS_PATH: join(command.folder, "browsers"),
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    }).ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("no browser could be found or installed. Run: npx playwright-core");
    expect(stderr).toContain("CHROMIUM_PATH");
  });

  test("no adapter", async ({ withPage }) => {
    const failure = {
      code: "no-adapter",
      message: "The browser has WebGPU but no adapter",
    } as const;
    const { code, stdout, stderr } = await withPage({
      capabilities: { status: "unavailable", failure },
    }).start("--format=json").ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(failure.message);
  });

  test("a software adapter where hardware was asked for", async ({ withPage }) => {
    const command = withPage({});
    const { code, stderr } = await command.start("--adapter", "hardware").ended;
    expect(code).toBe(3);
    expect(stderr).toContain("a hardware adapter was asked for");
    expect(await command.start("--adapter", "software", "--quiet").ended).toMatchObject({
      code: 0,
    });
  });

  test("hardware where software was asked for", async ({ withPage }) => {
    const capabilities = { ...softwareCapabilities, adapterKind: "hardware" } as const;
    const { code, stderr } = await withPage({ capabilities }).start("--adapter=software").ended;
    expect(code).toBe(3);
    expect(stderr).toContain("a software adapter was asked for");
  });

  test("the page's failure, with the last step", async ({ withPage }) => {
    const run = `step("GEMV f16", 0.3); throw { code: "device-lost", message: "The GPU was lost" };`;
    const { code, stdout, stderr } = await withPage({ run }).start().ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("The GPU was lost (last step: GEMV f16)");
  });

  test("a partial result of the page's own accord is written", async ({ withPage }) => {
    const { code, stdout, stderr } = await withPage({ result: fixtures.partial }).start(
      "--format=json",
    ).ended;
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toEqual(fixtures.partial);
    expect(stderr).toContain("partial");
  });

  test("the time ran out: what is finished is partial", async ({ withPage }) => {
    const { code, stdout, stderr } = await withPage({
      run: "await cancelled; return result;",
      result: fixtures.partial,
    }).start("--timeout", "1s", "--format=json").ended;
    expect(code).toBe(3);
    expect(JSON.parse(stdout).partial).toBe(true);
    expect(stderr).toContain("the time ran out");
  });

  test("the page's process died", async ({ withPage }) => {
    const command = withPage({ run: `step("GEMM", 0.5); await cancelled;` });
    const running = command.start();
    await running.said("now: GEMM");
    for (const { pid, commandLine } of treeOf(command.mark)) {
      if (commandLine.includes("--type=renderer")) process.kill(pid, "SIGKILL");
    }
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("the page crashed (last step: GEMM)");
  });

  test("the browser died", async ({ withPage }) => {
    const command = withPage({ run: `step("GEMM", 0.5); await cancelled;` });
    const running = command.start();
    await running.said("now: GEMM");
    for (const { pid, commandLine } of treeOf(command.mark)) {
      const isBrowser = !/--type=|main\.mjs/.test(commandLine);
      if (isBrowser) process.kill(pid, "SIGKILL");
    }
    const { code, stderr } = await running.ended;
    expect(code).toBe(3);
    expect(stderr).toContain("(last step: GEMM)");
  });
});

test("a browser that cannot start is told with its own complaint", async ({ withPage }) => {
  const command = withPage({});
  const fake = join(command.folder, "chrome");
  writeFileSync(
    fake,
    "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 1\n",
  );
  chmodSync(fake, 0o755);
  const { code, stderr } = await command.start("--browser", fake).ended;
  expect(code).toBe(3);
  expect(stderr).toContain("libnss3.so");
  expect(existsSync(fake)).toBe(true);
});
