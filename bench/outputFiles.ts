import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Output } from "./options/outputs.ts";

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const isFolder = (path: string): boolean | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory();

const problemOfFile = (file: string): string | undefined => {
  const path = resolve(file);
  const folder = dirname(path);
  const isThere = isFolder(path) !== undefined;
  if (isFolder(path)) return `${file} is a folder; give the name of a file in it`;
  if (!isThere && !isFolder(folder))
    return `the folder of ${file} does not exist; create ${folder}`;
  if (!isWritable(isThere ? path : folder)) {
    return `${file} cannot be written; give another place, or change its permissions`;
  }
  return undefined;
};

/** What stands against writing the result, found before anything is measured; files stay as they are. */
export const problemsOfFiles = (outputs: readonly Output[]): readonly string[] =>
  outputs.flatMap(({ format, file }) => {
    const found = file === undefined ? undefined : problemOfFile(file);
    return found === undefined ? [] : [`--format ${format}=${file}: ${found}`];
  });

/** Writes the text; answers what went wrong where it could not, as on a full disk. */
export const writeOutput = (file: string, text: string): string | undefined => {
  try {
    writeFileSync(resolve(file), text);
    return undefined;
  } catch (thrown) {
    return `${file} could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
};
