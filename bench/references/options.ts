import { isProblem, oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import type { Reference } from "../../src/reference/reference.ts";
import { referenceSections, type ReferenceSection } from "../../src/reference/referenceTables.ts";
import { parseOutputsOf, type Output } from "../options/outputs.ts";
import { nearMatches } from "../subcommand/nearMatches.ts";
import { readArguments, type ArgumentEntry } from "../subcommand/readArguments.ts";

export const referencesFormats = ["table", "json", "csv"] as const;
export type ReferencesFormat = (typeof referencesFormats)[number];

export const referencesOptionTable = {
  format: {
    value: `${referencesFormats.join("|")}[=FILE]`,
    repeatable: true,
    text: "what to write (default table): one to stdout, any number to files",
  },
  quiet: { text: "say nothing about building" },
  help: { short: "h", text: "this text" },
} as const satisfies Readonly<Record<string, ArgumentEntry>>;

/** Which part of the data is wanted: a section, or the rows of one id. */
export interface ReferencesOptions {
  /** Undefined: an overview as a table, everything as JSON, machines as CSV. */
  readonly section?: ReferenceSection;
  /** Of a machine, a pair or a model. */
  readonly id?: string;
  readonly outputs: readonly Output<ReferencesFormat>[];
}

export type ParsedReferences =
  | { readonly status: "run"; readonly options: ReferencesOptions }
  | { readonly status: "help" }
  | { readonly status: "bad"; readonly problems: readonly string[] };

const subjectOf = (
  word: string,
  { profiles, pairings, models }: Reference,
): Pick<ReferencesOptions, "section" | "id"> | Problem => {
  const section = referenceSections.find((candidate) => candidate === word);
  if (section) return { section };
  const machines = profiles.map(({ id }) => id);
  const pairs = pairings.map(({ id }) => id);
  const modelIds = models.map(({ id }) => id);
  if (machines.includes(word)) return { section: "machines", id: word };
  if (pairs.includes(word)) return { section: "pairs", id: word };
  if (modelIds.includes(word)) return { section: "models", id: word };
  const near = nearMatches(word, [...referenceSections, ...machines, ...pairs, ...modelIds]);
  const right = near.length > 0 ? `did you mean ${oneOf(near)}? ` : "";
  return problem(
    `references: "${word}" is not known; ${right === "" ? "give" : `${right}Give`} ${oneOf(referenceSections)}, or the id of a machine, a pair or a model`,
  );
};

/** Parses the arguments after `references`. */
export const parseReferences = (
  argv: readonly string[],
  reference: Reference,
): ParsedReferences => {
  const { given, words, problems: wrong } = readArguments(argv, referencesOptionTable);
  if (given.has("help")) return { status: "help" };
  const problems: Problem[] = [...wrong];
  const [word, ...more] = words;
  if (more.length > 0)
    problems.push(problem(`references: give one section or id, not ${words.length}`));
  const subject = word === undefined ? {} : subjectOf(word, reference);
  if (isProblem(subject)) problems.push(subject);
  const outputs = parseOutputsOf(given.get("format") ?? [], referencesFormats);
  problems.push(...outputs.filter(isProblem));
  if (problems.length > 0 || isProblem(subject)) {
    return { status: "bad", problems: problems.map((entry) => entry.problem) };
  }
  return {
    status: "run",
    options: {
      ...subject,
      outputs: outputs.filter((output): output is Output<ReferencesFormat> => !isProblem(output)),
    },
  };
};
