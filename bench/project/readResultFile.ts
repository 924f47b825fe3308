import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { problem, type Problem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import { readResult } from "../../src/report/readResult.ts";

const textOf = (file: string, by: string): string | Problem => {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return problem(`${by}: ${file} cannot be read (${reason})`);
  }
};

/** A result document from a file, checked and recomputed; `by` is what asked for it, as a problem says. */
export const readResultFile = (file: string, by = "--result"): Result | Problem => {
  const text = textOf(file, by);
  if (typeof text !== "string") return text;
  const read = readResult(text);
  return read.status === "ok"
    ? read.result
    : problem(`${by}: ${file} is not a result that can be used. ${read.reason}`);
};
