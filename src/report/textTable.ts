/** One column of a table in plain text. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => string;
  readonly align?: "right";
  /** Where the width is short, the column with the highest number goes first; absent: it stays. */
  readonly expendable?: number;
}

const indent = 2;

const widthsOf = (lines: readonly (readonly string[])[]): readonly number[] =>
  (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? "")].length)),
  );

const totalOf = (widths: readonly number[], gap: number): number =>
  widths.reduce((sum, width) => sum + width, indent + gap * (widths.length - 1));

/** Shortens the widest column of words by what is too much: a cut number would be another number. */
const squeezed = (
  widths: readonly number[],
  isNumber: (column: number) => boolean,
  excess: number,
): readonly number[] => {
  if (excess <= 0) return widths;
  const widest = Math.max(...widths.filter((_, column) => !isNumber(column)));
  const target = widths.findIndex((width, column) => width === widest && !isNumber(column));
  return widths.map((width, column) => (column === target ? Math.max(4, width - excess) : width));
};

const cut = (text: string, width: number): string => {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
};

const pad = (text: string, width: number, align: "right" | undefined): string => {
  const missing = " ".repeat(Math.max(0, width - [...text].length));
  return align === "right" ? missing + text : text + missing;
};

const without = <Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] | undefined => {
  const orders = columns.flatMap(({ expendable }) => expendable ?? []);
  if (orders.length === 0) return undefined;
  const first = Math.max(...orders);
  return columns.filter(({ expendable }) => expendable !== first);
};

/** Rows under headings, aligned, in at most `width` characters; expendable columns make way. */
export const textTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): readonly string[] => {
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const natural = widthsOf(lines);
  const gap = totalOf(natural, 2) <= width ? 2 : 1;
  const excess = totalOf(natural, gap) - width;
  const fewer = excess > 0 ? without(columns) : undefined;
  if (fewer) return textTable(fewer, rows, width);
  const widths = squeezed(natural, (column) => columns[column]?.align === "right", excess);
  return lines.map((line) =>
    (
      " ".repeat(indent) +
      line
        .map((text, column) => {
          const room = widths[column] ?? 0;
          return pad(cut(text, room), room, columns[column]?.align);
        })
        .join(" ".repeat(gap))
    ).trimEnd(),
  );
};
