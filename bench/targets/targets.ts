import { isProblem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import { asCalled } from "../asCalled.ts";
import { exitCodes } from "../exitCodes.ts";
import { parseOutputsOf, type Output } from "../options/outputs.ts";
import { readResultFile } from "../project/readResultFile.ts";
import { readArguments, type ArgumentEntry } from "../subcommand/readArguments.ts";
import { refuse, writeOutputs, type Subcommand } from "../subcommand/subcommand.ts";
import { optionHelp } from "../subcommand/subcommandHelp.ts";
import { targetMarkdown, targetText } from "./targetTable.ts";

export const targetsFormats = ["table", "markdown"] as const;
type TargetsFormat = (typeof targetsFormats)[number];

export const targetsOptionTable = {
  format: {
    value: `${targetsFormats.join("|")}[=FILE]`,
    repeatable: true,
    text: "what to write (default table): one to stdout, any number to files",
  },
  quiet: { text: "say nothing about building" },
  help: { short: "h", text: "this text" },
} as const satisfies Readonly<Record<string, ArgumentEntry>>;

const help = `What the kernels are to reach on an H100, and what results reached. Measures nothing.

Usage: npm run --silent bench -- targets [RESULT …] [options]

${optionHelp(targetsOptionTable)}

A RESULT is what --format json wrote. Of several the first that has a figure gives it. Without one
the targets stand alone. No figure ends the command with an error: they are aims, not tests.

Exit codes: 0 good; 2 bad options, an unreadable result or an unwritable file.

Examples:
  npm run bench -- targets
  npm run bench -- targets public/recorded/nvidia-h100.json
  npm run bench -- targets full.json int4.json --format markdown=targets.md
`;

/** `targets`: how results stand against what the kernels are to reach. */
export const targets: Subcommand = async (argv, streams) => {
  const { given, words, problems } = readArguments(argv, targetsOptionTable);
  if (given.has("help")) {
    streams.stdout.write(asCalled(help));
    return exitCodes.measured;
  }
  const outputs = parseOutputsOf(given.get("format") ?? [], targetsFormats);
  const read = words.map((file) => readResultFile(file, "targets"));
  const wrong = [...problems, ...outputs.filter(isProblem), ...read.filter(isProblem)];
  if (wrong.length > 0)
    return refuse(
      wrong.map((each) => each.problem),
      streams,
    );
  const results = read.filter((each): each is Result => !isProblem(each));
  const rendered: Readonly<Record<TargetsFormat, (width: number) => string>> = {
    table: (width) => targetText(results, width),
    markdown: () => targetMarkdown(results),
  };
  return writeOutputs(
    outputs.filter((output): output is Output<TargetsFormat> => !isProblem(output)),
    (format, width) => rendered[format](width),
    streams,
  );
};
