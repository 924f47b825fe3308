import * as v from "valibot";
import { measuredDataTypes } from "../domain/dataType.ts";
import type { Failure } from "../domain/failure.ts";
import { adapterChoices, suiteNames, type RunOptions } from "../domain/options.ts";
import { oneOf, type Problem } from "../domain/problem.ts";
import { namedModels } from "../reference/models.ts";

export type ReadOptions =
  | { readonly status: "read"; readonly options: RunOptions }
  | { readonly status: "bad"; readonly problems: readonly FieldProblem[] };

/** What is wrong with one field, and what would be right. */
export interface FieldProblem extends Problem {
  readonly field: string;
}

const among = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, ({ input }) => `${JSON.stringify(input)} is not known; give ${oneOf(names)}`);

const some = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) =>
  v.exactOptional(v.pipe(v.array(item, "give a list"), v.maxLength(100, "give at most 100")));

const between = (low: number, high: number) => {
  const right = `give a number from ${low} to ${high}`;
  return v.exactOptional(v.pipe(v.number(right), v.minValue(low, right), v.maxValue(high, right)));
};

const text = v.pipe(v.string("give a text"), v.maxLength(200, "give at most 200 characters"));

const schema = v.strictObject({
  suite: among(suiteNames),
  models: some(among(namedModels.map(({ id }) => id))),
  dataTypes: some(among(measuredDataTypes)),
  memoryBytes: between(64e6, 16e12),
  adapter: v.exactOptional(among(adapterChoices)),
  timeoutSeconds: between(1, 86_400),
  kernels: some(text),
  browserFlags: some(text),
});

const toProblem = (issue: v.BaseIssue<unknown>): FieldProblem => {
  const known = oneOf(Object.keys(schema.entries));
  const key = issue.path?.[0].key;
  if (key === undefined) {
    const problem = `${issue.received} is not a set of options; give an object with ${known}`;
    return { field: "options", problem };
  }
  const field = String(key);
  if (issue.type !== "strict_object") return { field, problem: issue.message };
  return issue.expected === "never"
    ? { field, problem: `is not an option; give ${known}` }
    : { field, problem: `is missing; give ${oneOf(suiteNames)}` }; // the only field that must be there
};

/** Options from someone else's program or address. */
export const readRunOptions = (value: unknown): ReadOptions => {
  const parsed = v.safeParse(schema, value);
  return parsed.success
    ? { status: "read", options: Object.freeze(parsed.output) }
    : { status: "bad", problems: parsed.issues.map(toProblem) };
};

export const badOptions = (problems: readonly FieldProblem[]): Failure => ({
  code: "bad-options",
  message: problems.map(({ field, problem }) => `${field}: ${problem}`).join("; "),
});
