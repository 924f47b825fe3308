import type { RunEvent } from "../src/domain/events.ts";
import type { Result } from "../src/domain/result.ts";
import { cleanText } from "../src/report/cleanText.ts";
import { resultJson } from "../src/report/json.ts";
import { resultTable } from "../src/report/table.ts";
import type { Machine } from "./browser/machine.ts";
import { conclude } from "./conclude.ts";
import { lastStep } from "./drive.ts";
import { exitCodes, type ExitCode } from "./exitCodes.ts";
import { measure } from "./measure.ts";
import { helpText } from "./options/help.ts";
import type { Output } from "./options/outputs.ts";
import { parseOptions, type CommandOptions } from "./options/parse.ts";
import type { Format } from "./options/table.ts";
import { problemsOfFiles, writeOutput } from "./outputFiles.ts";
import { progressOn, type Terminal } from "./progress/progress.ts";
import { subcommandOf } from "./subcommands.ts";

/** The world around the command. */
export interface Surroundings {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly machine: Machine;
  /** Folder of the built page. */
  readonly page: string;
  readonly version: string;
  readonly kernelIds: readonly string[];
  readonly interrupted: AbortSignal;
}

const widthOfFiles = 100;
const complaintLength = 2000; // a path may be long, and what is wrong with it comes after

const rendered: Readonly<Record<Format, (result: Result, width: number) => string>> = {
  table: resultTable,
  json: resultJson,
};

const withNewline = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

const writeAll = (
  result: Result,
  outputs: readonly Output[],
  { stdout }: Surroundings,
): readonly string[] =>
  outputs.flatMap(({ format, file }) => {
    const width = file === undefined ? (stdout.columns ?? widthOfFiles) : widthOfFiles;
    const text = withNewline(rendered[format](result, width));
    if (file === undefined) {
      stdout.write(text);
      return [];
    }
    return writeOutput(file, text) ?? [];
  });

const run = async (options: CommandOptions, surroundings: Surroundings): Promise<ExitCode> => {
  const { stderr, machine, page, interrupted } = surroundings;
  const complain = (text: string): void => {
    stderr.write(`decode-wall: ${cleanText(text, complaintLength)}\n`);
  };
  const badFiles = problemsOfFiles(options.outputs);
  for (const text of badFiles) complain(text);
  if (badFiles.length > 0) return exitCodes.badInput;

  const events: RunEvent[] = [];
  const progress = progressOn(stderr, { quiet: options.quiet, environment: machine.environment });
  const measured = await measure(options, {
    machine,
    page,
    interrupted,
    say: progress.say,
    onEvent: (event) => {
      if (event.kind === "progress") events.splice(0, 1, event);
      progress.onEvent(event);
    },
  });
  progress.end();
  const step = lastStep(events);
  const { exitCode, message, result } = conclude(measured, {
    interrupted: interrupted.aborted,
    ...(step !== undefined && { step }),
  });
  if (message) complain(message);
  const unwritten = result ? writeAll(result, options.outputs, surroundings) : [];
  for (const text of unwritten) complain(text);
  return unwritten.length > 0 && exitCode === exitCodes.measured ? exitCodes.badInput : exitCode;
};

/** The whole command: arguments in, exit code out. */
export const command = async (
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> => {
  const { stdout, stderr, version, kernelIds } = surroundings;
  const subcommand = subcommandOf(argv);
  if (subcommand) return subcommand(argv.slice(1), { stdout, stderr });
  const parsed = parseOptions(argv, kernelIds);
  switch (parsed.status) {
    case "help":
      stdout.write(helpText(version));
      return exitCodes.measured;
    case "version":
      stdout.write(`${version}\n`);
      return exitCodes.measured;
    case "bad":
      for (const text of parsed.problems) {
        stderr.write(`decode-wall: ${cleanText(text, complaintLength)}\n`);
      }
      return exitCodes.badInput;
    case "run":
      return run(parsed.options, surroundings);
  }
};
