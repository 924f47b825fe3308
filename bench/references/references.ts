import { attribution } from "../../src/reference/attribution.ts";
import { loadReference } from "../../src/reference/loadReference.ts";
import type { Reference } from "../../src/reference/reference.ts";
import {
  referenceSections,
  referenceTables,
  type ReferenceTable,
} from "../../src/reference/referenceTables.ts";
import { csvText } from "../../src/report/csvText.ts";
import { asCalled } from "../asCalled.ts";
import { exitCodes } from "../exitCodes.ts";
import { optionHelp } from "../subcommand/subcommandHelp.ts";
import { refuse, writeOutputs, type Subcommand } from "../subcommand/subcommand.ts";
import { footer, machineList, machineSheet, modelList, rowList } from "./listTables.ts";
import {
  parseReferences,
  referencesOptionTable,
  type ReferencesFormat,
  type ReferencesOptions,
} from "./options.ts";

const referencesSchemaId = "decode-wall.references/1";

const help = `Published figures of machines and models that projections use, each with its source.

Usage: npm run --silent bench -- references [SECTION|ID] [options]

Sections: ${referenceSections.join(", ")}. An ID is that of a machine, a
pair or a model.

${optionHelp(referencesOptionTable)}
`;

/** The rows of a section, only those of one id where one is wanted. */
const rowsOf = (
  reference: Reference,
  { section = "machines", id }: ReferencesOptions,
): ReferenceTable => {
  const table = referenceTables(reference)[section];
  return id === undefined
    ? table
    : { ...table, rows: table.rows.filter((row) => row["id"] === id) };
};

const tableText = (reference: Reference, options: ReferencesOptions, width: number): string => {
  const { section, id } = options;
  const { rows } = rowsOf(reference, options);
  const lines =
    section === undefined
      ? [...machineList(reference, width), "", ...modelList(reference, width)]
      : section === "machines"
        ? id === undefined
          ? machineList(reference, width)
          : machineSheet(reference, id, rows, width)
        : section === "models" && id === undefined
          ? modelList(reference, width)
          : rowList(rows, width);
  return `${[...lines, ...footer(reference, width)].join("\n")}\n`;
};

const jsonText = (reference: Reference, { section, id }: ReferencesOptions): string => {
  const { asOf, profiles, pairings, models, measurements, claims, sources } = reference;
  const sections = { machines: profiles, pairs: pairings, models, measurements, claims, sources };
  const content =
    section === undefined
      ? sections
      : id === undefined
        ? { [section]: sections[section], sources }
        : {
            [section]: [...profiles, ...pairings, ...models].filter((row) => row.id === id),
            sources,
          };
  const document = {
    schema: referencesSchemaId,
    figuresAsOf: asOf,
    attribution,
    ...content,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};

/** `references`: lists the data. */
export const references: Subcommand = async (argv, streams) => {
  const reference = await loadReference();
  const parsed = parseReferences(argv, reference);
  switch (parsed.status) {
    case "help":
      streams.stdout.write(asCalled(help));
      return exitCodes.measured;
    case "bad":
      return refuse(parsed.problems, streams);
    case "run": {
      const { options } = parsed;
      const rendered: Readonly<Record<ReferencesFormat, (width: number) => string>> = {
        table: (width) => tableText(reference, options, width),
        json: () => jsonText(reference, options),
        csv: () => {
          const { columns, rows } = rowsOf(reference, options);
          return csvText(columns, rows);
        },
      };
      return writeOutputs(options.outputs, (format, width) => rendered[format](width), streams);
    }
  }
};
