import { problem, type Problem } from "../../src/domain/problem.ts";
import { readArguments, type ReadArguments } from "../subcommand/readArguments.ts";
import { subcommandNames } from "../subcommand/names.ts";
import { optionTable, type OptionName } from "./table.ts";

const unknownWord = (word: string): string =>
  subcommandNames.some((name) => name === word)
    ? `${word} comes before its options, as ${word} --help`
    : `"${word}" is not an option; every value follows its option, as --suite smoke`;

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
