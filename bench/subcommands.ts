import { completion } from "./completion/completion.ts";
import { doctor } from "./doctor/doctor.ts";
import type { ExitCode } from "./exitCodes.ts";
import { project } from "./project/project.ts";
import { references } from "./references/references.ts";
import { subcommandNames, type SubcommandName } from "./subcommand/names.ts";
import type { Streams } from "./subcommand/subcommand.ts";
import { targets } from "./targets/targets.ts";
import type { Surroundings } from "./surroundings.ts";

/** Arguments after its name in, exit code out. */
type SubcommandInSurroundings = (
  argv: readonly string[],
  surroundings: Surroundings & Streams,
) => Promise<ExitCode>;

const subcommands: Readonly<Record<SubcommandName, SubcommandInSurroundings>> = {
  doctor,
  project,
  references,
  targets,
  completion,
};

/** What the first word asks for beside measuring; undefined where it asks to measure. */
export const subcommandOf = ([first]: readonly string[]): SubcommandInSurroundings | undefined => {
  const name = subcommandNames.find((candidate) => candidate === first);
  return name && subcommands[name];
};
