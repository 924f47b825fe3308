import { attribution } from "../../src/reference/attribution.ts";
import type { Reference } from "../../src/reference/reference.ts";
import {
  referenceSections,
  referenceTables,
  sectionPath,
} from "../../src/reference/referenceTables.ts";
import { csvText } from "../../src/report/csvText.ts";

/** A file of the site. */
export interface SiteFile {
  readonly fileName: string;
  readonly source: string;
}

/** The data as files that the site offers: a CSV for each section, and the terms of use. */
export const sectionFiles = (reference: Reference): readonly SiteFile[] => {
  const tables = referenceTables(reference);
  return [
    ...referenceSections.map((section) => ({
      fileName: sectionPath(section, reference.asOf),
      source: csvText(tables[section].columns, tables[section].rows),
    })),
    { fileName: "data/LICENCE.txt", source: `${attribution.join("\n\n")}\n` },
  ];
};
