import { browserNames, usualPaths, type BrowserName } from "./installed.ts";
import type { Machine } from "./machine.ts";
import { playwrightPaths } from "./playwrightCache.ts";

/** What `--browser` named; undefined takes the first that is found. */
export type BrowserChoice =
  | { readonly kind: "name"; readonly name: BrowserName }
  | { readonly kind: "path"; readonly path: string };

export type Found =
  | { readonly status: "found"; readonly path: string }
  | { readonly status: "missing" }
  /** A path was given and no program is there. */
  | { readonly status: "bad-path"; readonly message: string };

const atPath = (path: string, by: string, machine: Machine): Found =>
  machine.isExecutable(path)
    ? { status: "found", path }
    : {
        status: "bad-path",
        message: `${by}: there is no program that may be run at ${path}; give the path of Chrome, Chromium or Edge itself`,
      };

const firstOf = (paths: readonly string[], machine: Machine): Found => {
  const path = paths.find((candidate) => machine.isExecutable(candidate));
  return path === undefined ? { status: "missing" } : { status: "found", path };
};

const pathsOf = (name: BrowserName, machine: Machine): readonly string[] =>
  name === "chromium"
    ? [...usualPaths(name, machine), ...playwrightPaths(machine)]
    : usualPaths(name, machine);

/** The browser to measure in: as chosen, else CHROMIUM_PATH, an installed one, Playwright's cache. */
export const findBrowser = (choice: BrowserChoice | undefined, machine: Machine): Found => {
  if (choice?.kind === "path") return atPath(choice.path, "--browser", machine);
  if (choice?.kind === "name") return firstOf(pathsOf(choice.name, machine), machine);
  const given = machine.environment.CHROMIUM_PATH;
  if (given) return atPath(given, "CHROMIUM_PATH", machine);
  const installed = browserNames.flatMap((name) => usualPaths(name, machine));
  return firstOf([...installed, ...playwrightPaths(machine)], machine);
};
