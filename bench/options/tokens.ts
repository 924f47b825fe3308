import { problem, type Problem } from "../../src/domain/problem.ts";
import { readArguments, type ReadArguments } from "../subcommand/readArguments.ts";
import { subcommandNames } from "../subcommand/names.ts";
import { nearest } from "./nearest.ts";
import { optionTable, type OptionName } from "./table.ts";

const unknownWord = (word: string): string => {
  if (subcommandNames.some((name) => name === word)) {
    return `${word} comes before its options, as ${word} --help`;
  }
  const near = nearest(word, subcommandNames);
  const right = near ? `did you mean ${near}?` : "every value follows its option, as --suite smoke";
  return `"${word}" is not an option; ${right}`;
};

/** Arguments as options with their values, and what is wrong about the others. */
export const readTokens = (
  argv: readonly string[],
): {
  readonly given: ReadArguments<OptionName>["given"];
  readonly problems: readonly Problem[];
} => {
  const { given, words, problems } = readArguments<OptionName>(argv, optionTable);
  return { given, problems: [...problems, ...words.map((word) => problem(unknownWord(word)))] };
};
