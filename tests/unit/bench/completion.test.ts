import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completion } from "../../../bench/completion/completion.ts";
import { shells, type Shell } from "../../../bench/completion/shells.ts";

const printed = async (...argv: readonly string[]) => {
  const texts = { stdout: "", stderr: "" };
  const exitCode = await completion(argv, {
    stdout: { write: (text) => (texts.stdout += text) },
    stderr: { write: (text) => (texts.stderr += text) },
    environment: {},
  });
  return { exitCode, ...texts };
};

const isInstalled = (shell: Shell): boolean =>
  spawnSync(shell, ["-c", "exit 0"], { stdio: "ignore" }).status === 0;
const installed = Object.fromEntries(shells.map((shell) => [shell, isInstalled(shell)])) as Record<
  Shell,
  boolean
>;

let folder: string;
const scriptOf = (shell: Shell): string => join(folder, `completion.${shell}`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "decode-wall-completion-"));
  for (const shell of shells) writeFileSync(scriptOf(shell), (await printed(shell)).stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

const outputOf = (program: Shell, arguments_: readonly string[]): string => {
  const { stdout, stderr, status } = spawnSync(program, arguments_, {
    encoding: "utf8",
    timeout: 30_000,
    cwd: folder, // with no files that could be offered
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
};

/** What bash would offer at the end of these words, which it has broken at = already. */
const inBash = (...words: readonly string[]): readonly string[] =>
  outputOf("bash", [
    "--norc",
    "-c",
    `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _decode_wall; printf '%s\\n' "\${COMPREPLY[@]}"`,
    "bash",
    scriptOf("bash"),
    "decode-wall",
    ...words,
  ])
    .split("\n")
    .filter(Boolean);

const inFish = (line: string): readonly string[] =>
  outputOf("fish", ["--no-config", "-c", `source ${scriptOf("fish")}; complete -C '${line}'`])
    .split("\n")
    .filter(Boolean)
    .map((offer) => offer.split("\t")[0] ?? "");

const inZsh = (line: string, until: string): string =>
  outputOf("zsh", [
    "-f",
    fileURLToPath(new URL("zshCompletes.zsh", import.meta.url)),
    scriptOf("zsh"),
    line,
    until,
  ]);

describe("completion", () => {
  it.each([
    [["bash"], 0, ""],
    [[], 2, "a shell is missing; give bash, zsh or fish"],
    [["tcsh"], 2, '"tcsh" is not a shell; give bash, zsh or fish'],
    [["bash", "zsh"], 2, "give bash, zsh or fish"],
  ])("of %j ends with %i", async (argv, exitCode, complaint) => {
    const ended = await printed(...argv);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toContain(complaint);
    expect(ended.stdout === "").toBe(exitCode !== 0);
  });

  it("says in its help where each script goes", async () => {
    const { exitCode, stdout } = await printed("--help");
    expect(exitCode).toBe(0);
    for (const shell of shells) expect(stdout).toContain(`decode-wall completion ${shell}`);
  });
});

describe.runIf(installed.bash)("in bash, where it is installed", () => {
  it.each<readonly [readonly string[], readonly string[]]>([
    [["--su"], ["--suite"]],
    [
      ["--suite", ""],
      ["smoke", "quick", "full"],
    ],
    [["--suite", "=", "s"], ["smoke"]],
    [
      ["--suite", "="],
      ["smoke", "quick", "full"],
    ],
    [
      ["--format", "j"],
      ["json", "jsonl", "junit"],
    ],
    [["--quiet", "--adapter", "h"], ["hardware"]],
    [["--model", "llama-3.1-8"], ["llama-3.1-8b"]],
    [["do"], ["doctor"]],
    [
      ["doctor", "--format", ""],
      ["text", "json"],
    ],
    [["project", "--accelerator", "nvidia-h100-s"], ["nvidia-h100-sxm"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["--memory", ""], []],
    [["--kern"], []],
    [["--nonsense"], []],
  ])("%j offers %j", (words, offered) => {
    expect(inBash(...words)).toEqual(offered);
  });
});

describe.runIf(installed.fish)("in fish, where it is installed", () => {
  it.each<readonly [string, readonly string[]]>([
    ["decode-wall --su", ["--suite"]],
    ["decode-wall --suite ", ["full", "quick", "smoke"]],
    ["decode-wall doctor --format ", ["json", "text"]],
    ["decode-wall com", ["completion"]],
    ["decode-wall doctor --suit", []],
  ])("%j offers %j", (line, offered) => {
    expect(inFish(line).toSorted()).toEqual(offered);
  });
});

describe.runIf(installed.zsh)("in zsh, where it is installed", () => {
  it.each([
    ["decode-wall --su", "--suite"],
    ["decode-wall doctor --format=j", "--format=json"],
    ["decode-wall comp", "completion"],
  ])("%j becomes %j", (line, completed) => {
    // eslint-disable-next-line no-control-regex -- what a terminal is told about colours
    const plain = inZsh(line, completed.slice(-4)).replace(/\u001b\[[\d;?]*[a-zA-Z]/g, "");
    expect(plain).toContain(completed);
  });
});
