import type { MachineProjection } from "../projection/projectMachine.ts";
import type { You } from "../projection/you.ts";
import { formatCount, formatRatio, formatSignificant } from "./format.ts";
import { limitWords, nameWithStatus, notPublishedText } from "./projectionWords.ts";
import { textTable, type Column } from "./textTable.ts";

const rate = (value: number | undefined): string =>
  value === undefined ? notPublishedText : formatSignificant(value);

/** A machine, and the visitor at the same setup. */
export interface SummaryRow {
  readonly machine: MachineProjection;
  readonly you?: You | undefined;
}

const decoded = ({ machine: { decode } }: SummaryRow) =>
  decode.status === "projected" ? decode : undefined;

const timesYou = ({ machine, you }: SummaryRow): string => {
  const { decode } = machine;
  if (!you || you.status === "absent" || decode.status !== "projected") return "-";
  return formatRatio(decode.rates.perUser / you.perUser);
};

/** The name, or the id where two machines of the list share the name without its brackets. */
const labelsOf = (rows: readonly SummaryRow[]): ReadonlyMap<string, string> => {
  const names = new Map(rows.map(({ machine: { system } }) => [system.id, nameWithStatus(system)]));
  const all = [...names.values()];
  const isShared = (name: string): boolean => all.indexOf(name) !== all.lastIndexOf(name);
  return new Map([...names].map(([id, name]) => [id, isShared(name) ? id : name]));
};

const columnsOf = (
  labels: ReadonlyMap<string, string>,
  hasYou: boolean,
): readonly Column<SummaryRow>[] => [
  { heading: "machine", cell: ({ machine: { system } }) => labels.get(system.id) ?? system.id },
  {
    heading: "chips",
    align: "right",
    cell: ({ machine }) =>
      machine.setup.chips === undefined ? "-" : formatCount(machine.setup.chips),
  },
  {
    heading: "users",
    align: "right",
    expendable: 1,
    cell: ({ machine }) => formatCount(machine.setup.batch),
  },
  {
    heading: "context",
    align: "right",
    expendable: 2,
    cell: ({ machine }) => formatCount(machine.setup.contextTokens),
  },
  {
    heading: "a user",
    align: "right",
    cell: (row) => rate(decoded(row)?.rates.perUser),
  },
  {
    heading: "a chip",
    align: "right",
    expendable: 3,
    cell: (row) => rate(decoded(row)?.rates.perChip),
  },
  {
    heading: "a system",
    align: "right",
    expendable: 4,
    cell: (row) => rate(decoded(row)?.rates.perSystem),
  },
  {
    heading: "a megawatt",
    align: "right",
    expendable: 5,
    cell: (row) => rate(decoded(row)?.rates.perMegawatt),
  },
  ...(hasYou ? [{ heading: "x you", align: "right" as const, cell: timesYou }] : []),
  {
    heading: "limit",
    expendable: 6,
    cell: (row) => {
      const decode = decoded(row);
      return decode ? limitWords[decode.limit] : "-";
    },
  },
  { heading: "kind", cell: (row) => decoded(row)?.standing.kind ?? "-" },
];

/** One line a machine and setup: output tokens per second, divided in four ways. */
export const projectionSummary = (rows: readonly SummaryRow[], width: number): readonly string[] =>
  textTable(
    columnsOf(
      labelsOf(rows),
      rows.some(({ you }) => you !== undefined),
    ),
    rows,
    width,
  );
