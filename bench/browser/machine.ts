import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";

/** What finding a browser needs to know of the computer; tests stand in for macOS and Windows. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Runs as the all-powerful user, for whom Chromium refuses its sandbox. */
  readonly isRoot: boolean;
  isExecutable(path: string): boolean;
  /** Names in a folder; empty where there is none. */
  list(folder: string): readonly string[];
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const list = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

export const thisMachine = (): Machine => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  isRoot: process.getuid?.() === 0,
  isExecutable,
  list,
});
