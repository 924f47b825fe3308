import { complainOn } from "../complain.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";
import type { Output } from "../options/outputs.ts";
import { problemsOfFiles, writeOutput } from "../outputFiles.ts";
import type { Terminal } from "../progress/progress.ts";
import { widthOf, widthOfFiles } from "../width.ts";

/** What a command without a browser needs of the world. */
export interface Streams {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Arguments after its name in, exit code out. */
export type Subcommand = (argv: readonly string[], streams: Streams) => Promise<ExitCode>;

/** Says what is wrong with what was asked for. */
export const refuse = (
  texts: readonly string[],
  { stderr, environment = {} }: Streams,
): ExitCode => {
  for (const text of texts) complainOn(stderr, environment)(text);
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
    streams.stdout.write(rendered(format, widthOf(streams.stdout, streams.environment ?? {})));
    return [];
  });
  return failures.length > 0 ? refuse(failures, streams) : exitCodes.measured;
};
