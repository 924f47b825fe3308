import type { RunEvent } from "../src/domain/events.ts";
import type { Report } from "../src/report/report.ts";
import { asCalled } from "./asCalled.ts";
import { complainOn } from "./complain.ts";
import { conclude } from "./conclude.ts";
import { lastStep } from "./drive.ts";
import { exitCodes, type ExitCode } from "./exitCodes.ts";
import { annotate, isStepSummary, type Ending } from "./github.ts";
import { endingOf, gated } from "./gate/gated.ts";
import { helpText } from "./options/help.ts";
import type { Output } from "./options/outputs.ts";
import { parseOptions, type CommandOptions } from "./options/parse.ts";
import { problemOfStdout, problemsOfFiles, writeOutput } from "./outputFiles.ts";
import { progressOn } from "./progress/progress.ts";
import { render } from "./render.ts";
import { subcommandOf } from "./subcommands.ts";
import type { Surroundings } from "./surroundings.ts";
import { widthOf, widthOfFiles } from "./width.ts";

/** Every line ends; of no lines, as where no model was measured for llama-bench, there is nothing. */
const withNewline = (text: string): string =>
  text === "" || text.endsWith("\n") ? text : `${text}\n`;

const writeAll = (
  report: Report,
  outputs: readonly Output[],
  { stdout, machine: { environment } }: Surroundings,
): readonly string[] =>
  outputs.flatMap(({ format, file }) => {
    const width = file === undefined ? widthOf(stdout, environment) : widthOfFiles;
    const text = withNewline(render[format](report, width));
    if (file !== undefined) {
      return writeOutput(file, text, { append: isStepSummary(file, environment) }) ?? [];
    }
    stdout.write(text);
    return [];
  });

const run = async (options: CommandOptions, surroundings: Surroundings): Promise<ExitCode> => {
  const { stderr, machine, page, interrupted } = surroundings;
  const { environment } = machine;
  const complain = complainOn(stderr, environment);
  const ended = (ending: Ending): ExitCode => {
    annotate(ending, stderr, environment);
    return ending.exitCode;
  };
  const stdout = options.outputs.some(({ file }) => file === undefined) && problemOfStdout();
  const badFiles = [...problemsOfFiles(options.outputs), ...(stdout ? [stdout] : [])];
  for (const text of badFiles) complain(text);
  if (badFiles.length > 0) {
    return ended({ exitCode: exitCodes.badInput, message: badFiles.join("; ") });
  }

  const events: RunEvent[] = [];
  const progress = progressOn(stderr, { quiet: options.quiet, environment });
  const outcome = await gated(options, {
    machine,
    page,
    interrupted,
    say: progress.say,
    detail: options.verbose ? progress.say : () => undefined,
    onEvent: (event) => {
      if (event.kind === "progress") events.splice(0, 1, event);
      progress.onEvent(event);
    },
  });
  progress.end();
  const step = lastStep(events);
  const concluded = conclude(outcome.measured, {
    interrupted: interrupted.aborted,
    ...(step !== undefined && { step }),
  });
  const { result } = concluded;
  const { report: gate } = outcome;
  const { exitCode, message } = endingOf(concluded, outcome, {
    strict: options.gate?.strict ?? false,
    interrupted: options.gate !== undefined && interrupted.aborted,
  });
  if (message) complain(message);
  const report: Report | undefined = result && { result, ...(gate && { gate }) };
  const unwritten = report ? writeAll(report, options.outputs, surroundings) : [];
  for (const text of unwritten) complain(text);
  const isLost = unwritten.length > 0 && exitCode === exitCodes.measured;
  return ended({
    exitCode: isLost ? exitCodes.badInput : exitCode,
    ...(isLost ? { message: unwritten.join("; ") } : message && { message }),
    ...(report && { report }),
  });
};

/** The whole command: arguments in, exit code out. */
export const command = async (
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> => {
  const { stdout, stderr, version, kernelIds, machine } = surroundings;
  const { environment } = machine;
  const subcommand = subcommandOf(argv);
  if (subcommand) return subcommand(argv.slice(1), { ...surroundings, environment });
  const parsed = parseOptions(argv, kernelIds);
  switch (parsed.status) {
    case "help":
      stdout.write(asCalled(helpText(version)));
      return exitCodes.measured;
    case "version":
      stdout.write(`${version}\n`);
      return exitCodes.measured;
    case "bad": {
      for (const text of parsed.problems) complainOn(stderr, environment)(text);
      const message = parsed.problems.join("; ");
      annotate({ exitCode: exitCodes.badInput, message }, stderr, environment);
      return exitCodes.badInput;
    }
    case "run":
      return run(parsed.options, surroundings);
  }
};
