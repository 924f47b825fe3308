import { posix, win32 } from "node:path";
import type { Machine } from "./machine.ts";

export const browserNames = ["chrome", "chromium", "edge"] as const;
export type BrowserName = (typeof browserNames)[number];

const commands: Readonly<Record<BrowserName, readonly string[]>> = {
  chrome: ["google-chrome-stable", "google-chrome"],
  chromium: ["chromium", "chromium-browser"],
  edge: ["microsoft-edge-stable", "microsoft-edge"],
};

const macApplications: Readonly<Record<BrowserName, string>> = {
  chrome: "Google Chrome.app/Contents/MacOS/Google Chrome",
  chromium: "Chromium.app/Contents/MacOS/Chromium",
  edge: "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
};

const windowsPrograms: Readonly<Record<BrowserName, string>> = {
  chrome: "Google\\Chrome\\Application\\chrome.exe",
  chromium: "Chromium\\Application\\chrome.exe",
  edge: "Microsoft\\Edge\\Application\\msedge.exe",
};

/** Sandboxed packages keep their own /tmp and see no profile in ours, so they come last. */
const isSnap = (path: string): boolean => path.startsWith("/snap/");

const onPath = (name: BrowserName, { environment }: Machine): readonly string[] => {
  const folders = (environment.PATH ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const paths = folders.flatMap((folder) =>
    commands[name].map((command) => posix.join(folder, command)),
  );
  return [...paths.filter((path) => !isSnap(path)), ...paths.filter(isSnap)];
};

const inApplications = (name: BrowserName, { home }: Machine): readonly string[] =>
  ["/Applications", posix.join(home, "Applications")].map((folder) =>
    posix.join(folder, macApplications[name]),
  );

const inPrograms = (name: BrowserName, { environment }: Machine): readonly string[] =>
  [environment.ProgramFiles, environment["ProgramFiles(x86)"], environment.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => win32.join(folder, windowsPrograms[name]));

/** Where an installation of this browser would be, likeliest first. */
export const usualPaths = (name: BrowserName, machine: Machine): readonly string[] => {
  if (machine.platform === "darwin") return inApplications(name, machine);
  if (machine.platform === "win32") return inPrograms(name, machine);
  return onPath(name, machine);
};
