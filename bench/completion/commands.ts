import { namedModels } from "../../src/reference/models.ts";
import type { Reference } from "../../src/reference/reference.ts";
import { referenceSections } from "../../src/reference/referenceTables.ts";
import { doctorFormats, doctorOptionTable } from "../doctor/options.ts";
import { formats, optionTable } from "../options/table.ts";
import { projectFormats, projectOptionTable } from "../project/options.ts";
import { referencesFormats, referencesOptionTable } from "../references/options.ts";
import { subcommandNames, type SubcommandName } from "../subcommand/names.ts";
import { targetsFormats, targetsOptionTable } from "../targets/targets.ts";
import type { ArgumentEntry } from "../subcommand/readArguments.ts";
import { shells } from "./shells.ts";

/** An option as a shell completes it. */
export interface CompletedOption {
  readonly name: string;
  readonly short?: string;
  readonly text: string;
  readonly takesValue: boolean;
  readonly isRepeatable: boolean;
  /** What may follow; empty where it is a file, or nothing that can be listed. */
  readonly values: readonly string[];
}

/** What may follow a first word, or the command itself. */
export interface CompletedCommand {
  /** Undefined: measuring, which has no word. */
  readonly name?: SubcommandName;
  readonly words: readonly string[];
  /** Whether files may follow, any number. */
  readonly takesFiles?: true;
  readonly options: readonly CompletedOption[];
}

const choice = /^[a-z0-9-]+$/;

/** `smoke|quick|full`, and of `PATH|chrome` the names; empty for `SIZE`. */
const choicesOf = (value: string): readonly string[] =>
  value
    .replace("[=FILE]", "")
    .split("|")
    .filter((word) => choice.test(word));

type Known = Readonly<Record<string, readonly string[]>>;

const optionsOf = (
  table: Readonly<Record<string, ArgumentEntry>>,
  known: Known,
): readonly CompletedOption[] =>
  Object.entries(table)
    .filter(([, { hidden }]) => !hidden)
    .map(([name, { value, text, short, repeatable }]) => ({
      name,
      ...(short !== undefined && { short }),
      text,
      takesValue: value !== undefined,
      isRepeatable: repeatable === true,
      values: value === undefined ? [] : (known[name] ?? choicesOf(value)),
    }));

/** Every command with its options, from the tables that the parsers read. */
export const completedCommands = (reference: Reference): readonly CompletedCommand[] => {
  const modelIds = reference.models.map(({ id }) => id);
  const machineIds = [...reference.profiles, ...reference.pairings].map(({ id }) => id);
  return [
    {
      words: subcommandNames,
      options: optionsOf(optionTable, { model: namedModels.map(({ id }) => id), format: formats }),
    },
    { name: "doctor", words: [], options: optionsOf(doctorOptionTable, { format: doctorFormats }) },
    {
      name: "project",
      words: [],
      options: optionsOf(projectOptionTable, {
        model: modelIds,
        accelerator: [...machineIds, "all"],
        "prefill-accelerator": machineIds,
        format: projectFormats,
      }),
    },
    {
      name: "references",
      words: [...referenceSections, ...machineIds, ...modelIds],
      options: optionsOf(referencesOptionTable, { format: referencesFormats }),
    },
    {
      name: "targets",
      words: [],
      takesFiles: true,
      options: optionsOf(targetsOptionTable, { format: targetsFormats }),
    },
    { name: "completion", words: shells, options: [] },
  ];
};
