import type { Browser } from "playwright-core";
import type { GpuFlags } from "./flags.ts";
import type { Machine } from "./machine.ts";
import { mergeArguments } from "./mergeArguments.ts";

export type Launched =
  | {
      readonly status: "launched";
      readonly browser: Browser;
      /** What reaches the GPU and what the person added, for the result to name. */
      readonly flags: readonly string[];
    }
  | { readonly status: "failed"; readonly message: string };

export interface LaunchContext {
  readonly path: string;
  readonly browserArguments: readonly string[];
  readonly machine: Machine;
  readonly say: (text: string) => void;
}

const startLimitSeconds = 60;

/** Playwright's errors carry the browser's whole log; its own first line or the browser's complaint will do. */
const reasonOf = (message: string): string => {
  const lines = message.split("\n").map((line) => line.replace(/^\s*-?\s*/, ""));
  const complaint = lines.find((line) =>
    /error while loading|:ERROR:|:FATAL:|not found/i.test(line),
  );
  return complaint ?? lines[0] ?? message;
};

const lacksSandbox = (message: string): boolean =>
  /sandboxing failed|no usable sandbox|without --no-sandbox|setuid sandbox/i.test(message);

/**
 * A headless browser with a new profile, which is removed when it ends. Root, and systems that
 * forbid Chromium's sandbox, get it without one: it opens nothing but this project's own page.
 */
export const launchBrowser = async (flags: GpuFlags, context: LaunchContext): Promise<Launched> => {
  const { path, browserArguments, machine, say } = context;
  const { chromium } = await import("playwright-core");
  const args = mergeArguments(flags.arguments, browserArguments);
  const start = (sandbox: boolean): Promise<Browser> =>
    chromium.launch({
      executablePath: path,
      headless: true,
      args: [...args],
      env: { ...process.env, ...flags.environment },
      chromiumSandbox: sandbox,
      timeout: startLimitSeconds * 1000,
      handleSIGINT: false, // the command ends it, after taking what is finished
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  const failed = (thrown: unknown): Launched => {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { status: "failed", message: `${path} does not start: ${reasonOf(message)}` };
  };
  try {
    return { status: "launched", browser: await start(!machine.isRoot), flags: args };
  } catch (thrown) {
    if (machine.isRoot || !lacksSandbox(String(thrown))) return failed(thrown);
  }
  say("this system does not allow the browser's sandbox: starting it without");
  try {
    return { status: "launched", browser: await start(false), flags: args };
  } catch (thrown) {
    return failed(thrown);
  }
};
