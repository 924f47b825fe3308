import { annotationsOf, errorAnnotation } from "../src/report/workflowCommands.ts";
import type { Report } from "../src/report/report.ts";
import { exitCodes, type ExitCode } from "./exitCodes.ts";
import type { Terminal } from "./progress/progress.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export const isGithubActions = ({ GITHUB_ACTIONS }: Environment): boolean =>
  GITHUB_ACTIONS === "true";

/** A step's summary holds what the step wrote before, which stays. */
export const isStepSummary = (file: string, { GITHUB_STEP_SUMMARY }: Environment): boolean =>
  GITHUB_STEP_SUMMARY !== undefined && file === GITHUB_STEP_SUMMARY;

/** How the command ended, as far as annotations tell of it. */
export interface Ending {
  readonly exitCode: ExitCode;
  /** What the command said of its end. */
  readonly message?: string;
  readonly report?: Report;
}

/**
 * Annotations for GitHub Actions, which reads them from stderr as from stdout; nothing elsewhere.
 * Failed checks are told one by one, every other bad end by its message.
 */
export const annotate = (
  { exitCode, message, report }: Ending,
  stderr: Terminal,
  environment: Environment,
): void => {
  if (!isGithubActions(environment)) return;
  const details = report ? annotationsOf(report) : [];
  const isTold = exitCode === exitCodes.measured || details.length > 0;
  const lines = [
    ...details,
    ...(isTold || message === undefined ? [] : [errorAnnotation(message)]),
  ];
  for (const line of lines) stderr.write(`${line}\n`);
};
