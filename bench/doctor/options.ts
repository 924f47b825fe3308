import { isProblem, problem, type Problem } from "../../src/domain/problem.ts";
import { parseOutputsOf, type Output } from "../options/outputs.ts";
import { readArguments, type ArgumentEntry } from "../subcommand/readArguments.ts";

export const doctorFormats = ["text", "json"] as const;
export type DoctorFormat = (typeof doctorFormats)[number];

export const doctorOptionTable = {
  browser: { value: "PATH", text: "look at this browser only" },
  format: {
    value: `${doctorFormats.join("|")}[=FILE]`,
    repeatable: true,
    text: "what to write (default text): one to stdout, any number to files",
  },
  quiet: { text: "say nothing while it looks" },
  help: { short: "h", text: "this text" },
} as const satisfies Readonly<Record<string, ArgumentEntry>>;

export interface DoctorOptions {
  readonly browser?: string;
  readonly outputs: readonly Output<DoctorFormat>[];
  readonly quiet: boolean;
}

export type ParsedDoctor =
  | { readonly status: "run"; readonly options: DoctorOptions }
  | { readonly status: "help" }
  | { readonly status: "bad"; readonly problems: readonly string[] };

/** Parses the arguments after `doctor`. */
export const parseDoctor = (argv: readonly string[]): ParsedDoctor => {
  const { given, words, problems: wrong } = readArguments(argv, doctorOptionTable);
  if (given.has("help")) return { status: "help" };
  const outputs = parseOutputsOf(given.get("format") ?? [], doctorFormats);
  const problems: readonly Problem[] = [
    ...wrong,
    ...words.map((word) => problem(`doctor: "${word}" is not an option; it takes options only`)),
    ...outputs.filter(isProblem),
  ];
  if (problems.length > 0) {
    return { status: "bad", problems: problems.map((entry) => entry.problem) };
  }
  const [browser] = given.get("browser") ?? [];
  return {
    status: "run",
    options: {
      ...(browser !== undefined && { browser }),
      outputs: outputs.filter((output): output is Output<DoctorFormat> => !isProblem(output)),
      quiet: given.has("quiet"),
    },
  };
};
