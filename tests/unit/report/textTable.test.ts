import { describe, expect, it } from "vitest";
import { textTable, type Column } from "../../../src/report/textTable.ts";
import { wrapText } from "../../../src/report/wrapText.ts";

interface Fruit {
  readonly name: string;
  readonly grams: string;
  readonly note: string;
}

const columns: readonly Column<Fruit>[] = [
  { heading: "fruit", cell: ({ name }) => name },
  { heading: "grams", align: "right", cell: ({ grams }) => grams },
  { heading: "note", expendable: 1, cell: ({ note }) => note },
];
const rows: readonly Fruit[] = [
  { name: "apple", grams: "150", note: "keeps" },
  { name: "blackcurrant", grams: "1.2", note: "" },
];

describe("a table in plain text", () => {
  it("aligns words left and numbers right under their headings", () => {
    expect(textTable(columns, rows, 80)).toEqual([
      "  fruit         grams  note",
      "  apple           150  keeps",
      "  blackcurrant    1.2",
    ]);
  });

  it("moves together before it leaves anything out", () => {
    expect(textTable(columns, rows, 27)).toEqual([
      "  fruit        grams note",
      "  apple          150 keeps",
      "  blackcurrant   1.2",
    ]);
  });

  it("leaves out what is expendable before it cuts anything", () => {
    expect(textTable(columns, rows, 23)).toEqual([
      "  fruit         grams",
      "  apple           150",
      "  blackcurrant    1.2",
    ]);
  });

  it("cuts words, never a number", () => {
    expect(textTable(columns, rows, 16)).toEqual([
      "  fruit    grams",
      "  apple      150",
      "  blackcu…   1.2",
    ]);
  });
});

describe("wrapped text", () => {
  it("breaks at spaces and sets the following lines in", () => {
    expect(wrapText("  - one two three four", 12, 4)).toEqual([
      "  - one two",
      "    three",
      "    four",
    ]);
  });

  it("fills a line to its last character", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("one two three", 13)).toEqual(["one two three"]);
  });

  it("leaves a word whole that is longer than a line", () => {
    expect(wrapText("a incomprehensible b", 5)).toEqual(["a", "incomprehensible", "b"]);
  });
});
