import { parseArgs } from "node:util";
import { nearest } from "./nearest.ts";
import { problem, type Problem } from "../../src/domain/problem.ts";
import { optionEntries, type OptionName } from "./table.ts";

/** Values by option, in the order given; a switch that is there has an empty text. */
export type Given = ReadonlyMap<OptionName, readonly string[]>;

const config = Object.fromEntries(
  optionEntries.map(([name, entry]) => [
    name,
    {
      type: entry.value === undefined ? ("boolean" as const) : ("string" as const),
      multiple: true,
      ...(entry.short && { short: entry.short }),
    },
  ]),
);

const later = ["doctor"];
const subcommands = ["project", "references"];

const unknownOption = (rawName: string): string => {
  const names = optionEntries.filter(([, { hidden }]) => !hidden).map(([name]) => `--${name}`);
  const near = nearest(rawName, names);
  return `${rawName} is not an option${near ? `; did you mean ${near}?` : "; --help lists them all"}`;
};

const unknownWord = (word: string): string =>
  later.includes(word)
    ? `${word} is not part of this version yet; --help lists what is`
    : subcommands.includes(word)
      ? `${word} comes before its options, as ${word} --help`
      : `"${word}" is not an option; every value follows its option, as --suite smoke`;

/** Arguments as options with their values, and what is wrong about the others. */
export const readTokens = (
  argv: readonly string[],
): { readonly given: Given; readonly problems: readonly Problem[] } => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<OptionName, string[]>();
  const problems: Problem[] = [];
  let likelyValueAt: number | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (token.index !== likelyValueAt) problems.push(problem(unknownWord(token.value)));
      continue;
    }
    const entry = optionEntries.find(([name]) => name === token.name);
    if (!entry) {
      problems.push(problem(unknownOption(token.rawName)));
      likelyValueAt = token.index + 1; // what follows belonged to it: one mistake, one message
      continue;
    }
    const [name, { value, repeatable }] = entry;
    if (value === undefined && token.value !== undefined) {
      problems.push(problem(`--${name} takes no value`));
    } else if (value !== undefined && !token.value) {
      problems.push(problem(`--${name} needs a value: ${value}`));
    } else if (value !== undefined && !repeatable && given.has(name)) {
      problems.push(problem(`--${name} is given twice; give it once`));
    }
    given.set(name, [...(given.get(name) ?? []), token.value ?? ""]);
  }
  return { given, problems };
};
