import type { Input } from "../projection/inputs.ts";
import type { MachineProjection } from "../projection/projectMachine.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import {
  formatBytes,
  formatCount,
  formatQuantity,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
} from "./format.ts";
import { decodeTerms, prefillTerms, type ProjectionTerm } from "./projectionTerms.ts";
import {
  limitWords,
  notPublishedText,
  nameWithStatus,
  shortName,
  standingText,
  unavailableText,
} from "./projectionWords.ts";
import { textTable, type Column } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

const plain = (text: string): string => cleanText(text, sentenceLength);

const usersText = (users: number): string => `${formatCount(users)} user${users === 1 ? "" : "s"}`;

const termColumns: readonly Column<ProjectionTerm>[] = [
  { heading: "", cell: ({ name }) => `  ${name}` },
  { heading: "", align: "right", cell: ({ value }) => value },
];

/** Terms with what they follow from behind them, wrapped under itself. */
const termLines = (terms: readonly ProjectionTerm[], width: number): readonly string[] => {
  const heads = textTable(termColumns, terms, width).slice(1);
  return terms.flatMap(({ from }, index) => {
    const head = heads[index] ?? "";
    return wrapText(`${head}  ${plain(from)}`, width, head.length + 2);
  });
};

const inputLine = ({ name, value, unit, confidence, source, note, range }: Input): string => {
  const shown = (number: number): string =>
    unit === "watts" ? `${formatCount(number)} W` : formatQuantity(number, unit);
  const from = source
    ? `: ${source.title}, ${source.publisher}${source.date ? `, ${source.date}` : ""}`
    : "";
  const disputed = range ? ` (${shown(range[0])} to ${shown(range[1])} by source)` : "";
  return `${name} ${shown(value)}${disputed}, ${confidence}${from}${note ? ` (${note})` : ""}`;
};

const bullets = (texts: readonly string[], width: number): readonly string[] =>
  [...new Set(texts)].flatMap((text) => wrapText(`  - ${plain(text)}`, width, 4));

const decodeLines = ({ decode, setup }: MachineProjection, width: number): readonly string[] => {
  if (decode.status !== "projected") return wrapText(`Writing: ${unavailableText(decode)}`, width);
  const { rates, limit, standing, secondsPerStep } = decode;
  const perMegawatt =
    rates.perMegawatt === undefined
      ? `per megawatt ${notPublishedText}`
      : `${formatTokensPerSecond(rates.perMegawatt)} per megawatt`;
  return [
    ...wrapText(
      `Writing: at most ${formatTokensPerSecond(rates.perUser)} per user, ${formatSeconds(secondsPerStep)} a token, held by ${limitWords[limit]} (${standingText(standing)})`,
      width,
      2,
    ),
    ...wrapText(
      `  in all ${formatTokensPerSecond(rates.perSystem)} a system, ${formatSignificant(rates.perChip)} a chip, ${perMegawatt}`,
      width,
      4,
    ),
    ...termLines(decodeTerms(decode, setup), width),
  ];
};

const prefillLines = (
  { prefill, setup, system }: MachineProjection,
  width: number,
): readonly string[] => {
  const where =
    system.prefill.id === system.decode.id
      ? "Reading"
      : `Reading on ${shortName(system.prefill.name)}`;
  if (prefill.status !== "projected") {
    return wrapText(`${where}: ${unavailableText(prefill)}`, width, 2);
  }
  const { tokensPerSecond, seconds, limit, standing, work } = prefill;
  const handOver =
    system.prefill.id === system.decode.id
      ? []
      : wrapText(
          `  Then ${formatBytes(work.cacheBytesWritten)} of cache go to the other system, which is not counted.`,
          width,
          4,
        );
  return [
    ...wrapText(
      `${where}: at most ${formatTokensPerSecond(tokensPerSecond)}, ${formatSeconds(seconds)} for ${formatCount(work.promptTokens)} tokens of one user, held by ${limitWords[limit]} (${standingText(standing)})`,
      width,
      2,
    ),
    ...termLines(prefillTerms(prefill, setup), width),
    ...handOver,
  ];
};

const missingOf = ({ decode, prefill }: MachineProjection): readonly string[] =>
  [decode, prefill].flatMap((projection) =>
    projection.status === "projected" ? projection.missing.map(({ reason }) => reason) : [],
  );

const publishedLines = (
  { published, decode }: MachineProjection,
  width: number,
): readonly string[] =>
  bullets(
    published.map(({ measurement, source }) => {
      const { value, unit, confidence, weights, note } = measurement;
      const shown = typeof value === "number" ? String(value) : value.join(" to ");
      const from = source ? `: ${source.title}, ${source.publisher}` : "";
      const most = decode.status === "projected" ? decode.rates.perUser : Infinity;
      const isAbove = (typeof value === "number" ? value : value[0]) > most;
      const above = isAbove ? "; faster than here, so not of this setup: fewer bits or users" : "";
      return `${shown} ${unit} for one user, ${weights ?? "weights not stated"}, ${confidence}${from}${note ? ` (${note})` : ""}${above}`;
    }),
    width,
  );

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines];

/** Everything that one machine's projection follows from, and what others measured. */
export const projectionDetails = (machine: MachineProjection, width: number): readonly string[] => {
  const { system, setup, decodeInputs, prefillInputs } = machine;
  const chips =
    setup.chips === undefined
      ? []
      : [`${formatCount(setup.chips)} chip${setup.chips === 1 ? "" : "s"}`];
  const context =
    setup.contextTokens === 0 ? "no context" : `${formatCount(setup.contextTokens)} tokens each`;
  return [
    "",
    ...wrapText(
      `${nameWithStatus(system)}: ${[...chips, usersText(setup.batch), context].join(", ")}`,
      width,
    ),
    ...decodeLines(machine, width),
    ...prefillLines(machine, width),
    ...section(
      "Figures it rests on",
      bullets([...decodeInputs, ...prefillInputs].map(inputLine), width),
    ),
    ...section("Notes", bullets([...missingOf(machine), ...system.notes], width)),
    ...section("Measured by others", publishedLines(machine, width)),
  ];
};
