import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isProblem, problem, type Problem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import { readOwnResult } from "../../src/report/readResult.ts";

/** One run that was kept. */
export interface StoredRun {
  /** File, or line of a file, by which messages name it. */
  readonly name: string;
  /** Of its text: a run that was changed is another run. */
  readonly digest: string;
  readonly result: Result;
}

/** Where runs are kept: a folder of documents, or one file with a document a line. */
export interface RunStore {
  readonly path: string;
  readonly kind: "folder" | "lines" | "document";
}

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The name of the file that pins anchor runs, which is no run itself. */
export const anchorFile = ({ path, kind }: RunStore): string =>
  kind === "folder" ? join(path, "anchor.json") : `${path}.anchor.json`;

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** What kind of store the path is, or would be once something is saved there. */
export const storeAt = (text: string): RunStore | Problem => {
  const path = resolve(text);
  const found = statSync(path, { throwIfNoEntry: false });
  const looksLikeFile = /\.(json|jsonl|ndjson)$/i.test(path);
  if (found?.isDirectory()) return { path, kind: "folder" };
  if (found ? !found.isFile() : !existsSync(dirname(path))) {
    return problem(`--baseline: ${text} is no file or folder that runs could be in`);
  }
  if (!found && !looksLikeFile) return { path, kind: "folder" };
  return { path, kind: /\.(jsonl|ndjson)$/i.test(path) ? "lines" : "document" };
};

const readRun = (name: string, text: string): StoredRun | Problem => {
  const read = readOwnResult(text);
  return read.status === "ok"
    ? { name, digest: digestOf(text), result: read.result }
    : problem(`--baseline: ${name} is not a result that can be used. ${read.reason}`);
};

const textsIn = ({ path, kind }: RunStore): readonly (readonly [string, string])[] => {
  if (!existsSync(path)) return [];
  switch (kind) {
    case "folder":
      return readdirSync(path)
        .filter((name) => name.endsWith(".json") && name !== "anchor.json")
        .map((name) => [name, readFileSync(join(path, name), "utf8").trim()]);
    case "lines":
      return readFileSync(path, "utf8")
        .split("\n")
        .map((line, index) => [`${basename(path)} line ${index + 1}`, line.trim()] as const)
        .filter(([, line]) => line !== "");
    case "document":
      return [[basename(path), readFileSync(path, "utf8").trim()]];
  }
};

/** Every run that is kept, oldest first; or why one of them cannot be used. */
export const readStoredRuns = (store: RunStore): readonly StoredRun[] | Problem => {
  try {
    const runs = textsIn(store).map(([name, text]) => readRun(name, text));
    const wrong = runs.find(isProblem);
    if (wrong) return wrong;
    return runs
      .filter((run): run is StoredRun => !isProblem(run))
      .toSorted((a, b) => a.result.createdAt.localeCompare(b.result.createdAt));
  } catch (thrown) {
    return problem(`--baseline: ${store.path} cannot be read (${reasonOf(thrown)})`);
  }
};

/** Written beside and moved there, so that a full disk leaves no half of a document. */
export const writeWhole = (path: string, text: string): void => {
  const beside = `${path}.part`;
  writeFileSync(beside, text);
  renameSync(beside, path);
};

const fileNameOf = ({ createdAt, build }: Result): string =>
  `${createdAt.replaceAll(/[^0-9TZ]/g, "")}-${build.id.replaceAll(/[^0-9a-z]/gi, "")}.json`;

/** Adds a run to those that are kept; answers why that could not be. */
export const saveRun = (store: RunStore, result: Result): StoredRun | Problem => {
  const text = JSON.stringify(result);
  try {
    if (store.kind === "document") {
      return problem(
        `--save-baseline: ${store.path} holds one document; give --baseline a folder, or a file that ends in .jsonl`,
      );
    }
    if (store.kind === "lines") {
      appendFileSync(store.path, `${text}\n`);
      return { name: basename(store.path), digest: digestOf(text), result };
    }
    mkdirSync(store.path, { recursive: true });
    const name = fileNameOf(result);
    writeWhole(join(store.path, name), `${text}\n`);
    return { name, digest: digestOf(text), result };
  } catch (thrown) {
    return problem(`--save-baseline: ${store.path} cannot be written (${reasonOf(thrown)})`);
  }
};
