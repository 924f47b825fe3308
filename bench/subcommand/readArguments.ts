import { parseArgs } from "node:util";
import { problem, type Problem } from "../../src/domain/problem.ts";
import { nearMatches } from "./nearMatches.ts";

/** One option of a subcommand. */
export interface ArgumentEntry {
  /** Placeholder of the value; absent for a switch. */
  readonly value?: string;
  readonly text: string;
  readonly short?: string;
  readonly repeatable?: true;
  /** For those who write kernels; told in the documentation only. */
  readonly hidden?: true;
}

export interface ReadArguments<Name extends string> {
  /** Values by option, in the order given, without those that were missing. */
  readonly given: ReadonlyMap<Name, readonly string[]>;
  /** What follows no option. */
  readonly words: readonly string[];
  readonly problems: readonly Problem[];
}

/** Arguments after a subcommand's name as its options with their values. */
export const readArguments = <Name extends string>(
  argv: readonly string[],
  table: Readonly<Record<Name, ArgumentEntry>>,
): ReadArguments<Name> => {
  const entries = Object.entries<ArgumentEntry>(table);
  const options = Object.fromEntries(
    entries.map(([name, { value, short }]) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        multiple: true,
        ...(short !== undefined && { short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const words: string[] = [];
  const problems: Problem[] = [];
  let likelyValueAt: number | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (token.index !== likelyValueAt) words.push(token.value);
      continue;
    }
    const entry = entries.find(([name]) => name === token.name)?.[1];
    if (!entry) {
      const [near] = nearMatches(
        token.rawName,
        entries.filter(([, { hidden }]) => !hidden).map(([name]) => `--${name}`),
      );
      const right = near ? `did you mean ${near}?` : "--help lists them all";
      problems.push(problem(`${token.rawName} is not an option here; ${right}`));
      likelyValueAt = token.index + 1; // what follows belonged to it: one mistake, one message
    } else if (entry.value === undefined && token.value !== undefined) {
      problems.push(problem(`--${token.name} takes no value`));
    } else if (entry.value !== undefined && !token.value) {
      problems.push(problem(`--${token.name} needs a value: ${entry.value}`));
      given.set(token.name, given.get(token.name) ?? []);
    } else if (entry.value !== undefined && !entry.repeatable && given.has(token.name)) {
      problems.push(problem(`--${token.name} is given twice; give it once`));
    } else {
      given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ""]);
    }
  }
  return {
    given: given as ReadonlyMap<string, readonly string[]> as ReadArguments<Name>["given"],
    words,
    problems,
  };
};
