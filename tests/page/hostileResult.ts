import { readResult } from "../../src/report/readResult.ts";

/** What would run, were it not shown as text. */
export const payload = `<img src=x onerror=alert(1)>`;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

const textPaths = (value: Json, path: Path = []): readonly Path[] => {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textPaths(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

const replaced = (value: Json, [key, ...rest]: Path, text: string): Json => {
  if (key === undefined) return text;
  const copy = structuredClone(value) as Record<string | number, Json>;
  copy[key] = replaced(copy[key] ?? null, rest, text);
  return copy as Json;
};

export interface HostileResult {
  readonly text: string;
  /** Fields that hold the payload. */
  readonly paths: readonly string[];
}

/** `json` with the payload in every text that a reader lets be any text. */
export const hostileResult = (json: string): HostileResult => {
  let document = JSON.parse(json) as Json;
  const paths: string[] = [];
  for (const path of textPaths(document)) {
    const candidate = replaced(document, path, payload);
    if (readResult(JSON.stringify(candidate)).status !== "ok") continue;
    document = candidate;
    paths.push(path.join("."));
  }
  return { text: JSON.stringify(document), paths };
};
