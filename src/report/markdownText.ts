import { cleanText, sentenceLength } from "./cleanText.ts";
import type { Column } from "./textTable.ts";

/** Whatever begins markup, a table's cell, a link, a mention, a reference, an emoji or mathematics. */
const special = /[\\`*_{}[\]<>#|@&~!$]|:(?=\S)|^[-+=]|(?<=^\d+)[.)](?=\s|$)|(?<=www)\./gu;
/** Breaks what sites make of plain text after markdown is read: a mention, a number of an issue. */
const invisible = "&#8203;";

/** Text from outside as one line of markdown that shows it and does nothing else. */
export const markdownText = (text: string): string =>
  cleanText(text, sentenceLength).replace(special, (character) => {
    const entity = `&#${character.codePointAt(0)};`;
    return character === "@" || character === "#" ? `${entity}${invisible}` : entity;
  });

/** Rows as a table of GitHub's markdown; its cells may hold anything. */
export const markdownTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly string[] => {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ heading }) => markdownText(heading))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(columns.map(({ cell }) => markdownText(cell(row))))),
  ];
};
