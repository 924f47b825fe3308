import * as v from "valibot";
import { resultSchemaId, type Result } from "../domain/result.ts";
import { cleanText } from "./cleanText.ts";
import { resultSchema } from "./resultSchema.ts";

/** A document that was understood, or the reason why not and where in it. */
export type ReadResult =
  | { readonly status: "ok"; readonly result: Result }
  | { readonly status: "refused"; readonly reason: string; readonly path?: string };

type Refused = Extract<ReadResult, { status: "refused" }>;

const refused = (reason: string, path?: string): Refused => ({
  status: "refused",
  reason,
  ...(path !== undefined && { path }),
});

const mostCharacters = 4 * 2 ** 20;
const deepest = 12;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const [schemaName = ""] = resultSchemaId.split("/");

/** What is wrong with a document's own statement of what it is; undefined where nothing is. */
const strangerReason = (value: unknown): string | undefined => {
  const schema = typeof value === "object" && value !== null && "schema" in value && value.schema;
  if (schema === resultSchemaId) return undefined;
  return typeof schema === "string" && schema.startsWith(`${schemaName}/`)
    ? `This document is ${cleanText(schema)}, and this program reads ${resultSchemaId}: use the program's version that wrote it.`
    : `This is not a Decode Wall result: its schema should be "${resultSchemaId}".`;
};

/** `kernels[3].seconds.median`. */
const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce((path, { key, type }) => {
    if (type === "array") return `${path}[${String(key)}]`;
    return path === "" ? cleanText(String(key)) : `${path}.${cleanText(String(key))}`;
  }, "");

/** What would be right, by the kind of check that found a value wrong. */
const rightValue = ({ type, requirement, expected }: v.BaseIssue<unknown>): string => {
  switch (type) {
    case "number":
      return "a number";
    case "string":
      return "a text";
    case "object":
    case "record":
      return "an object";
    case "array":
      return "a list";
    case "integer":
      return "a whole number";
    case "iso_timestamp":
      return "a time as in 2026-11-23T12:00:00Z";
    case "min_value":
      return `at least ${String(requirement)}`;
    case "max_value":
      return `at most ${String(requirement)}`;
    case "gt_value":
      return `more than ${String(requirement)}`;
    case "max_length":
    case "max_entries":
      return `a list of at most ${String(requirement)}`;
    default:
      return (expected ?? "").replace(/^\((.*)\)$/, "$1").replaceAll(" | ", " or ");
  }
};

const reasonOf = (issue: v.BaseIssue<unknown>, path: string): string => {
  if (issue.type === "check") return `${path}: ${issue.message}.`;
  if (issue.received === "undefined") return `${path} is missing.`;
  return `${path} must be ${rightValue(issue)}, but is ${cleanText(issue.received)}.`;
};

/** Reads a document for its shape, sizes and ranges; what it derives is not yet recomputed. */
export const parseResult = (text: string): ReadResult => {
  if (text.length > mostCharacters) return refused("The document is larger than 4 MiB.");
  const parsed = parseJson(text);
  if (parsed === undefined) return refused("This is not JSON.");
  if (isDeeperThan(parsed.value, deepest)) {
    return refused(`The document is nested more than ${deepest} levels deep.`);
  }
  const stranger = strangerReason(parsed.value);
  if (stranger !== undefined) return refused(stranger, "schema");
  const checked = v.safeParse(resultSchema, parsed.value, { abortEarly: true });
  if (checked.success) return { status: "ok", result: checked.output };
  const [issue] = checked.issues;
  const path = pathOf(issue);
  return refused(reasonOf(issue, path), path);
};
