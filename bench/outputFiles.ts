import { closeSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Output } from "./options/outputs.ts";

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Opens it as writing will, since rights alone do not tell (read-only disks, names too long). */
const whyNotWritable = (path: string): string | undefined => {
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before && !before.isFile()) return undefined; // a pipe would wait for its reader
    closeSync(openSync(path, "a")); // leaves what is there as it is
    if (!before) rmSync(path);
    return undefined;
  } catch (thrown) {
    return reasonOf(thrown);
  }
};

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // not there, or not even a name that could be there
  }
};

const problemOfFile = (file: string): string | undefined => {
  const path = resolve(file);
  const folder = dirname(path);
  if (isFolder(path)) return `${file} is a folder; give the name of a file in it`;
  if (!isFolder(folder)) return `the folder of ${file} does not exist; create ${folder}`;
  const reason = whyNotWritable(path);
  return reason && `${file} cannot be written (${reason}); give another place`;
};

/** What stands against writing the result, found before anything is measured; files stay as they are. */
export const problemsOfFiles = (outputs: readonly Output<string>[]): readonly string[] =>
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
    return `${file} could not be written: ${reasonOf(thrown)}`;
  }
};
