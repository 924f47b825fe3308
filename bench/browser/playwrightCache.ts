import { posix, win32 } from "node:path";
import type { Machine } from "./machine.ts";

const pathOf = ({ platform }: Machine): typeof posix => (platform === "win32" ? win32 : posix);

const cacheFolder = (machine: Machine): string => {
  const { environment, home, platform } = machine;
  const chosen = environment.PLAYWRIGHT_BROWSERS_PATH;
  if (chosen && chosen !== "0") return chosen;
  const { join } = pathOf(machine);
  if (platform === "darwin") return join(home, "Library", "Caches", "ms-playwright");
  if (platform === "win32") {
    return join(environment.LOCALAPPDATA ?? join(home, "AppData", "Local"), "ms-playwright");
  }
  return join(environment.XDG_CACHE_HOME ?? join(home, ".cache"), "ms-playwright");
};

/** Inside a revision's folder; old and new names of Playwright's archives, the whole browser first. */
const executables: readonly (readonly string[])[] = [
  ["chrome-linux64", "chrome"],
  ["chrome-linux", "chrome"],
  [
    "chrome-mac-arm64",
    "Google Chrome for Testing.app",
    "Contents",
    "MacOS",
    "Google Chrome for Testing",
  ],
  [
    "chrome-mac-x64",
    "Google Chrome for Testing.app",
    "Contents",
    "MacOS",
    "Google Chrome for Testing",
  ],
  ["chrome-mac", "Chromium.app", "Contents", "MacOS", "Chromium"],
  ["chrome-win64", "chrome.exe"],
  ["chrome-win", "chrome.exe"],
  ["chrome-headless-shell-linux64", "chrome-headless-shell"],
  ["chrome-linux", "headless_shell"],
];

const revisionOf = (folder: string): number => Number(folder.split("-").at(-1));

const newestFirst = (folders: readonly string[], prefix: string): readonly string[] =>
  folders
    .filter((folder) => folder.startsWith(`${prefix}-`))
    .toSorted((a, b) => revisionOf(b) - revisionOf(a));

/** Chromium as Playwright may have downloaded it, newest first, then its headless shell. */
export const playwrightPaths = (machine: Machine): readonly string[] => {
  const { join } = pathOf(machine);
  const cache = cacheFolder(machine);
  const folders = machine.list(cache);
  return [
    ...newestFirst(folders, "chromium"),
    ...newestFirst(folders, "chromium_headless_shell"),
  ].flatMap((folder) => executables.map((parts) => join(cache, folder, ...parts)));
};
