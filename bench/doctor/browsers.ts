import { basename } from "node:path";
import { browserNames, usualPaths } from "../browser/installed.ts";
import { playwrightPaths } from "../browser/playwrightCache.ts";
import type { FoundBrowser } from "./facts.ts";
import type { System } from "./system.ts";

/** A few tell as much as all, and each costs seconds. */
const most = 3;

const named = (path: string, by: string): FoundBrowser => ({
  path,
  by,
  isHeadlessShell: /headless[-_]shell/.test(basename(path)),
});

/** Browsers in the order in which the command would take them; only those asked for where some are. */
export const browsersOf = (asked: string | undefined, machine: System): readonly FoundBrowser[] => {
  if (asked !== undefined) return [named(asked, "--browser")];
  const { CHROMIUM_PATH } = machine.environment;
  const found = [
    ...(CHROMIUM_PATH ? [named(CHROMIUM_PATH, "CHROMIUM_PATH")] : []),
    ...browserNames.flatMap((name) =>
      usualPaths(name, machine).map((path) => named(path, `installed, ${name}`)),
    ),
    ...playwrightPaths(machine).map((path) => named(path, "downloaded by Playwright")),
  ].filter(({ path }) => machine.isExecutable(path));
  return found
    .filter(({ path }, index) => {
      const real = machine.realPath(path);
      return found.findIndex((other) => machine.realPath(other.path) === real) === index;
    })
    .slice(0, most);
};
