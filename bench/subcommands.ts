import { project } from "./project/project.ts";
import { references } from "./references/references.ts";
import type { Subcommand } from "./subcommand/subcommand.ts";

const subcommands: Readonly<Record<string, Subcommand>> = { project, references };

/** What the first word asks for that needs no browser; undefined where it asks to measure. */
export const subcommandOf = ([first = ""]: readonly string[]): Subcommand | undefined =>
  Object.hasOwn(subcommands, first) ? subcommands[first] : undefined;
