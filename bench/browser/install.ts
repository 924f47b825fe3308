import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findBrowser, type Found } from "./find.ts";
import type { Machine } from "./machine.ts";
import { asTyped, packageManager } from "./packageManagers.ts";
import { runProgram } from "./program.ts";

export type Installed =
  | { readonly status: "installed"; readonly path: string }
  | { readonly status: "failed"; readonly message: string };

export interface InstallContext {
  readonly machine: Machine;
  /** Tells the person what is being done to their computer. */
  readonly say: (text: string) => void;
  readonly signal?: AbortSignal;
}

const downloadLimitSeconds = 600;

const playwrightCommand = (): string =>
  join(dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");

/** A download may lack the system's libraries; on Windows `--version` would open a window instead. */
const starts = async (path: string, { machine, signal }: InstallContext): Promise<boolean> => {
  if (machine.platform !== "linux") return true;
  const end = await runProgram(path, ["--version", "--no-sandbox"], {
    limitSeconds: 30,
    ...(signal && { signal }),
  });
  return end.code === 0;
};

const found = (machine: Machine): string | undefined => {
  const browser: Found = findBrowser(undefined, machine);
  return browser.status === "found" ? browser.path : undefined;
};

const whyItFailed = (output: string): string =>
  output
    .split("\n")
    .find((line) => /error|failed|unable|skipping/i.test(line))
    ?.trim() ?? "no reason was given";

const throughPlaywright = async (context: InstallContext): Promise<string | undefined> => {
  const { machine, say, signal } = context;
  say(
    "no Chrome, Chromium or Edge found: downloading Chromium with playwright-core (about 180 MB)",
  );
  const end = await runProgram(
    process.execPath,
    [playwrightCommand(), "install", "--no-shell", "chromium"],
    {
      environment: { PLAYWRIGHT_SKIP_BROWSER_GC: "1" }, // other projects' browsers stay
      limitSeconds: downloadLimitSeconds,
      ...(signal && { signal }),
    },
  );
  const path = found(machine);
  if (path === undefined) {
    say(`the download did not work: ${whyItFailed(end.output)}`);
    return undefined;
  }
  if (await starts(path, context)) return path;
  say(`${path} does not start: libraries of the system are missing`);
  return undefined;
};

const throughPackageManager = async (context: InstallContext): Promise<string | undefined> => {
  const { machine, say, signal } = context;
  const manager = packageManager(machine);
  if (!manager || !machine.isRoot) return undefined;
  for (const step of manager.steps) {
    say(`running ${manager.program} ${step.join(" ")}`);
    const end = await runProgram(manager.program, step, {
      environment: { DEBIAN_FRONTEND: "noninteractive" },
      limitSeconds: downloadLimitSeconds,
      ...(signal && { signal }),
    });
    if (signal?.aborted) return undefined;
    if (end.code !== 0) {
      say(`${manager.program} ${step[0]} did not work: ${whyItFailed(end.output)}`);
    }
  }
  const path = found(machine);
  return path !== undefined && (await starts(path, context)) ? path : undefined;
};

const whatToRun = (machine: Machine): string => {
  const manager = packageManager(machine);
  const install = manager
    ? asTyped(manager, machine.isRoot)
    : "npx playwright-core install chromium (or install Chrome, Chromium or Edge)";
  return `no browser could be found or installed. Run: ${install}; or name one with --browser PATH or CHROMIUM_PATH`;
};

/** Installs Chromium: Playwright's own, else the system's package manager where this user may. */
export const installBrowser = async (context: InstallContext): Promise<Installed> => {
  const path = (await throughPlaywright(context)) ?? (await throughPackageManager(context));
  return path === undefined
    ? { status: "failed", message: whatToRun(context.machine) }
    : { status: "installed", path };
};
