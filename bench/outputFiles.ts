import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Output } from "./options/outputs.ts";

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** More than any result that was ever written. */
const enoughBytes = 4 * 2 ** 20;

/** Nothing is written, but a device that takes nothing (/dev/full) says so already. */
const offerNothing = (descriptor: number): void => {
  writeSync(descriptor, new Uint8Array(0));
};

const tryDevice = (path: string): void => {
  const descriptor = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
  try {
    offerNothing(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const fullCodes = ["ENOSPC", "EDQUOT", "EFBIG"];

const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error && "code" in thrown && fullCodes.includes(String(thrown.code));

/** Takes as much room as a result may need, beside the file, and gives it back. */
const tryRoom = (path: string): void => {
  const probe = join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}`);
  try {
    writeFileSync(probe, new Uint8Array(enoughBytes));
  } catch (thrown) {
    if (isFull(thrown)) throw thrown; // the folder may take no new file where the old one may be written
  } finally {
    rmSync(probe, { force: true });
  }
};

/** Opens it as writing will, since rights alone do not tell (read-only disks, names too long). */
const whyNotWritable = (path: string): string | undefined => {
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    if (before?.isCharacterDevice()) {
      tryDevice(path);
      return undefined;
    }
    if (before && !before.isFile()) return undefined; // a pipe would wait for its reader
    closeSync(openSync(path, "a")); // leaves what is there as it is
    if (!before) rmSync(path);
    tryRoom(path);
    return undefined;
  } catch (thrown) {
    return reasonOf(thrown);
  }
};

/** What stands against writing to stdout, as far as that can be known without writing. */
export const problemOfStdout = (descriptor = 1): string | undefined => {
  try {
    if (fstatSync(descriptor).isCharacterDevice()) offerNothing(descriptor);
    return undefined;
  } catch (thrown) {
    return `stdout cannot be written (${reasonOf(thrown)}); give a file, as --format json=result.json`;
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
export const writeOutput = (
  file: string,
  text: string,
  { append = false }: { readonly append?: boolean } = {},
): string | undefined => {
  try {
    const write = append ? appendFileSync : writeFileSync;
    write(resolve(file), text);
    return undefined;
  } catch (thrown) {
    return `${file} could not be written: ${reasonOf(thrown)}`;
  }
};
