import { asCalled } from "../asCalled.ts";
import { findBrowser } from "../browser/find.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";
import { newLifetime } from "../lifetime.ts";
import { problemsOfFiles } from "../outputFiles.ts";
import { progressOn } from "../progress/progress.ts";
import { serve } from "../serve.ts";
import { refuse, writeOutputs, type Streams } from "../subcommand/subcommand.ts";
import { optionHelp } from "../subcommand/subcommandHelp.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { doctorText } from "./doctorText.ts";
import type { Facts } from "./facts.ts";
import { gather } from "./gather.ts";
import { judgeFacts } from "./judge.ts";
import {
  doctorOptionTable,
  parseDoctor,
  type DoctorFormat,
  type DoctorOptions,
} from "./options.ts";
import { thisSystem } from "./system.ts";

export const doctorSchemaId = "decode-wall.doctor/1";
const closeLimitSeconds = 5;

const help = `Finds out what GPU a browser reaches here, and if none, why not and what to do. Measures nothing but a
short run, and installs nothing.

Usage: npm run --silent bench -- doctor [options]

${optionHelp(doctorOptionTable)}

Exit codes: 0 a GPU is reached; 2 bad options or an unwritable file; 3 no GPU is reached;
130 interrupted.

Examples:
  npm run bench -- doctor
  npm run --silent bench -- doctor --format json > doctor.json
`;

const factsOf = async (options: DoctorOptions, surroundings: Surroundings): Promise<Facts> => {
  const { stderr, machine, page, interrupted } = surroundings;
  const lifetime = newLifetime();
  const { environment } = machine;
  const progress = progressOn(stderr, { quiet: options.quiet, environment });
  try {
    const server = await serve(page);
    lifetime.onEnd(server.close);
    return await gather({
      machine: thisSystem(machine),
      url: server.url,
      interrupted,
      say: progress.say,
      ...(options.browser !== undefined && { browser: options.browser }),
    });
  } finally {
    progress.end();
    await lifetime.end(closeLimitSeconds);
  }
};

/** With the command's name as it is called here. */
const named = ({ verdict, summary, findings }: Diagnosis): Diagnosis => ({
  verdict,
  summary: asCalled(summary),
  findings: findings.map(({ level, text, remedies }) => ({
    level,
    text: asCalled(text),
    remedies: remedies.map((remedy) => asCalled(remedy)),
  })),
});

const run = async (
  options: DoctorOptions,
  surroundings: Surroundings,
  streams: Streams,
): Promise<ExitCode> => {
  const { machine, interrupted } = surroundings;
  const { browser, outputs } = options;
  const choice = browser === undefined ? undefined : ({ kind: "path", path: browser } as const);
  const found = findBrowser(choice, machine);
  const problems = [
    ...problemsOfFiles(outputs),
    ...(found.status === "bad-path" && choice ? [found.message] : []),
  ];
  if (problems.length > 0) return refuse(problems, streams);
  const facts = await factsOf(options, surroundings);
  if (interrupted.aborted) return exitCodes.interrupted;
  const diagnosis = named(judgeFacts(facts));
  const rendered: Readonly<Record<DoctorFormat, (width: number) => string>> = {
    text: (width) => doctorText(facts, diagnosis, width),
    json: () =>
      `${JSON.stringify({ schema: doctorSchemaId, ...diagnosis, facts }, undefined, 2)}\n`,
  };
  const written = await writeOutputs(outputs, (format, width) => rendered[format](width), streams);
  if (written !== exitCodes.measured) return written;
  return diagnosis.verdict === "gpu" ? exitCodes.measured : exitCodes.cannotMeasure;
};

/** `doctor`: what GPU a browser reaches here, and why not. */
export const doctor = async (
  argv: readonly string[],
  surroundings: Surroundings & Streams,
): Promise<ExitCode> => {
  const parsed = parseDoctor(argv);
  switch (parsed.status) {
    case "help":
      surroundings.stdout.write(asCalled(help));
      return exitCodes.measured;
    case "bad":
      return refuse(parsed.problems, surroundings);
    case "run":
      return run(parsed.options, surroundings, surroundings);
  }
};
