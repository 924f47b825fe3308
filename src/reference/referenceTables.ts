import { machineRows, pairRows } from "./machineRows.ts";
import { claimRows, measurementRows } from "./measurementRows.ts";
import { modelRows } from "./modelRows.ts";
import type { Reference } from "./reference.ts";
import { originOf, type ReferenceRow } from "./referenceRow.ts";

export const referenceSections = [
  "machines",
  "pairs",
  "models",
  "measurements",
  "claims",
  "sources",
] as const;
export type ReferenceSection = (typeof referenceSections)[number];

/** Part of the data as rows under columns, for files and lists. */
export interface ReferenceTable {
  readonly columns: readonly string[];
  readonly rows: readonly ReferenceRow[];
}

/** Columns in the order in which rows first have them. */
const tableOf = (rows: readonly ReferenceRow[]): ReferenceTable => ({
  columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
  rows,
});

const sourceRows = ({ sources }: Reference): readonly ReferenceRow[] =>
  sources.map(({ id, title, publisher, url, date, kind, note }) => ({
    id,
    title,
    publisher,
    url,
    date,
    kind,
    note,
  }));

/** Each section of the data as a table; machines one figure a row. */
export const referenceTables = (
  reference: Reference,
): Readonly<Record<ReferenceSection, ReferenceTable>> => {
  const origin = originOf(reference.sources);
  return {
    machines: tableOf(reference.profiles.flatMap((profile) => machineRows(profile, origin))),
    pairs: tableOf(pairRows(reference.pairings, origin)),
    models: tableOf(modelRows(reference.models, origin)),
    measurements: tableOf(measurementRows(reference.measurements, origin)),
    claims: tableOf(claimRows(reference.claims, origin)),
    sources: tableOf(sourceRows(reference)),
  };
};

/** Where the site has a section as a file, dated by when its figures were looked up. */
export const sectionPath = (section: ReferenceSection, asOf: string): string =>
  `data/${section}-${asOf}.csv`;
