import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { arch, release } from "node:os";
import { thisMachine, type Machine } from "../browser/machine.ts";

/** What the doctor needs to know of the computer; tests stand in for others'. */
export interface System extends Machine {
  readonly release: string;
  readonly architecture: string;
  /** Numbers of the groups that this user is in. */
  readonly groupNumbers: readonly number[];
  /** Content of a small file; undefined where it cannot be read. */
  readText(path: string): string | undefined;
  /** The file that links lead to; the path itself where that cannot be found out. */
  realPath(path: string): string;
  /** Owner's group and rights; undefined where there is nothing. */
  node(path: string): { readonly group: number; readonly mayOpen: boolean } | undefined;
}

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

const mayOpen = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

export const thisSystem = (machine: Machine = thisMachine()): System => ({
  ...machine,
  release: release(),
  architecture: arch(),
  groupNumbers: process.getgroups?.() ?? [],
  readText,
  realPath,
  node: (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && { group: found.gid, mayOpen: mayOpen(path) };
  },
});
