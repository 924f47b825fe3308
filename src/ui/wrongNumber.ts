import type { ReferenceRow } from "../reference/referenceRow.ts";
import type { ReferenceSection } from "../reference/referenceTables.ts";
import { rowValue } from "./dataColumns.ts";

/** What is reported: one row of one part of the data. */
export interface WrongNumber {
  readonly section: ReferenceSection;
  readonly row: ReferenceRow;
  /** Day of the data. */
  readonly asOf: string;
}

const nameOf = ({ section, row }: WrongNumber): string =>
  [section, row["id"], row["figure"] ?? row["metric"]]
    .filter((part) => part !== undefined)
    .join(" / ");

/** A report with what stands there filled in, and room for what is right. */
export const wrongNumberText = (wrong: WrongNumber): string => {
  const { row, asOf } = wrong;
  const stands = [rowValue(row), row["confidence"], row["source"], row["url"]].filter(Boolean);
  return [
    `Row: ${nameOf(wrong)}`,
    `Stands there (data of ${asOf}): ${stands.join(", ")}`,
    "Should be: ",
    "Public source: ",
  ].join("\n");
};

/** Where a report of it is written; undefined where no repository is known. */
export const wrongNumberUrl = (wrong: WrongNumber, repository: string): string | undefined => {
  if (!repository.startsWith("https://")) return undefined;
  const url = new URL(`${repository.replace(/\/$/, "")}/issues/new`);
  url.searchParams.set("title", `Wrong number: ${nameOf(wrong)}`);
  url.searchParams.set("body", wrongNumberText(wrong));
  return url.href;
};
