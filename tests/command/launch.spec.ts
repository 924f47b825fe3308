import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { findBrowser } from "../../bench/browser/find.ts";
import { softwareFlags } from "../../bench/browser/flags.ts";
import { launchBrowser } from "../../bench/browser/launch.ts";
import { thisMachine } from "../../bench/browser/machine.ts";
import { root } from "./stagedCommand.ts";

test.skip(process.platform === "win32", "the stand-in for a browser is a shell script");

const here = thisMachine();

/** A browser that refuses to start with its sandbox, or without, and else is the real one. */
const standIn = (folder: string, refuses: "sandbox" | "no sandbox"): string => {
  const real = findBrowser(undefined, here);
  if (real.status !== "found") throw new Error("there is no browser");
  const path = join(folder, "browser");
  const refusal = `echo '[1:1:ERROR:zygote_host_impl_linux.cc(1)] No usable sandbox!' >&2; exit 1`;
  const [without, with_] = refuses === "sandbox" ? [":", refusal] : [refusal, ":"];
  writeFileSync(
    path,
    `#!/bin/sh
case "$*" in *--no-sandbox*) ${without} ;; *) ${with_} ;; esac
exec '${real.path}' "$@" ${here.isRoot ? "--no-sandbox" : ""}
`,
  );
  chmodSync(path, 0o755);
  return path;
};

for (const [name, isRoot, refuses, said] of [
  ["a user's browser keeps its sandbox", false, "no sandbox", []],
  [
    "where the system forbids the sandbox, the browser starts without, and that is said",
    false,
    "sandbox",
    [expect.stringContaining("sandbox")],
  ],
  ["root's browser has none", true, "sandbox", []],
] as const) {
  test(name, async () => {
    mkdirSync(join(root, "test-results"), { recursive: true });
    const folder = mkdtempSync(join(root, "test-results", "launch-"));
    const told: string[] = [];
    const launched = await launchBrowser(softwareFlags, {
      path: standIn(folder, refuses),
      browserArguments: [],
      machine: { ...here, isRoot },
      say: (text) => told.push(text),
    });
    expect(launched).toMatchObject({ status: "launched", flags: softwareFlags.arguments });
    expect(told).toEqual(said);
    if (launched.status === "launched") await launched.browser.close();
    rmSync(folder, { recursive: true });
  });
}
