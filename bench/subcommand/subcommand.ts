import { cleanText } from "../../src/report/cleanText.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";
import type { Output } from "../options/outputs.ts";
import { problemsOfFiles, writeOutput } from "../outputFiles.ts";
import type { Terminal } from "../progress/progress.ts";

/** What a command without a browser needs of the world. */
export interface Streams {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
}

/** Arguments after its name in, exit code out. */
export type Subcommand = (argv: readonly string[], streams: Streams) => Promise<ExitCode>;

const complaintLength = 2000;
const widthOfFiles = 100;

/** Says what is wrong with what was asked for. */
export const refuse = (texts: readonly string[], { stderr }: Streams): ExitCode => {
  for (const text of texts) stderr.write(`decode-wall: ${cleanText(text, complaintLength)}\n`);
  return exitCodes.badInput;
};

/** Writes a document in each form that was asked for, once all of them can be written. */
export const writeOutputs = async <Name extends string>(
  outputs: readonly Output<Name>[],
  rendered: (format: Name, width: number) => string,
  streams: Streams,
): Promise<ExitCode> => {
  const unwritable = problemsOfFiles(outputs);
  if (unwritable.length > 0) return refuse(unwritable, streams);
  const failures = outputs.flatMap(({ format, file }) => {
    if (file !== undefined) return writeOutput(file, rendered(format, widthOfFiles)) ?? [];
    streams.stdout.write(rendered(format, streams.stdout.columns ?? widthOfFiles));
    return [];
  });
  return failures.length > 0 ? refuse(failures, streams) : exitCodes.measured;
};
