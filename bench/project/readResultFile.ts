import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { problem, type Problem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import { readResult } from "../../src/report/readResult.ts";

const textOf = (file: string): string | Problem => {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return problem(`--result: ${file} cannot be read (${reason})`);
  }
};

/** A result document from a file, checked and recomputed. */
export const readResultFile = (file: string): Result | Problem => {
  const text = textOf(file);
  if (typeof text !== "string") return text;
  const read = readResult(text);
  return read.status === "ok"
    ? read.result
    : problem(`--result: ${file} is not a result that can be used. ${read.reason}`);
};
