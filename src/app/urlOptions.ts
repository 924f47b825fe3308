import type { Failure } from "../domain/failure.ts";
import type { RunOptions, SuiteName } from "../domain/options.ts";
import { isProblem } from "../domain/problem.ts";
import { parseBytes, parseSeconds } from "../domain/quantities.ts";
import { badOptions, readRunOptions, type FieldProblem } from "./runOptions.ts";

/** What the address asks of the page. */
export type UrlOptions =
  | {
      readonly status: "read";
      /** Measure at once; undefined: when the visitor says so. */
      readonly autorun: SuiteName | undefined;
      readonly options: RunOptions;
    }
  | { readonly status: "bad"; readonly failure: Failure };

/** Names of the command's options, by the field that each fills. */
const parameterOf: Readonly<Record<string, string>> = {
  suite: "suite",
  models: "model",
  dataTypes: "data-type",
  memoryBytes: "memory",
  adapter: "adapter",
  timeoutSeconds: "timeout",
  kernels: "kernel",
} satisfies Partial<Record<keyof RunOptions, string>>;

/**
 * Reads `?autorun` and the command's options. Parameters of other names belong to others (links carry
 * marks of the sites that they came through) and are left alone.
 */
export const readUrlOptions = (search: string): UrlOptions => {
  const parameters = new URLSearchParams(search);
  const last = (name: string): string | undefined => parameters.getAll(name).at(-1);
  const all = (name: string): readonly string[] | undefined =>
    parameters.has(name) ? [...new Set(parameters.getAll(name))] : undefined;
  const problems: FieldProblem[] = [];
  const quantity = (name: string, parse: typeof parseBytes): number | undefined => {
    const text = last(name);
    if (text === undefined) return undefined;
    const value = parse(name, text);
    if (!isProblem(value)) return value;
    problems.push({ field: name, problem: value.problem.slice(`${name}: `.length) });
    return undefined;
  };

  const autorun = last("autorun");
  const suite = last("suite");
  if (autorun !== undefined && suite !== undefined && autorun !== suite) {
    problems.push({ field: "autorun", problem: `${autorun} is not suite ${suite}; give one` });
  }
  const given = {
    suite: suite ?? autorun ?? "quick",
    models: all("model"),
    dataTypes: all("data-type"),
    memoryBytes: quantity("memory", parseBytes),
    adapter: last("adapter"),
    timeoutSeconds: quantity("timeout", parseSeconds),
    kernels: all("kernel"),
  };
  const read = readRunOptions(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (read.status === "read" && problems.length === 0) {
    const { options } = read;
    return { status: "read", autorun: autorun === undefined ? undefined : options.suite, options };
  }
  if (read.status === "bad") {
    const nameOf = (field: string): string =>
      field === "suite" && suite === undefined ? "autorun" : (parameterOf[field] ?? field);
    problems.push(
      ...read.problems.map(({ field, problem }) => ({ field: nameOf(field), problem })),
    );
  }
  return { status: "bad", failure: badOptions(problems) };
};
