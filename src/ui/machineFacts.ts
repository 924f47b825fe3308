import { html, nothing, type TemplateResult } from "lit";
import type { Input } from "../projection/inputs.ts";
import type { MachineProjection, PublishedRate } from "../projection/projectMachine.ts";
import { formatCount, formatQuantity, formatTokensPerSecond } from "../report/format.ts";
import { decodeTerms, prefillTerms, type ProjectionTerm } from "../report/projectionTerms.ts";
import { limitWords, standingText, unavailableText } from "../report/projectionWords.ts";
import { factsWords as words } from "./hereWords.ts";
import { sourceLink } from "./sourceLink.ts";
import { valueTable, type TableCell } from "./valueTable.ts";
import { chipsWords } from "./words.ts";

const valueOf = (value: number, unit: Input["unit"]): string =>
  unit === "watts" ? `${formatCount(value)} W` : formatQuantity(value, unit);

const trustNames: Readonly<Record<string, string>> = {
  ...chipsWords.confidences,
  assumed: words.assumed,
};

const inputRow = (input: Input): readonly TableCell[] => {
  const { name, value, unit, confidence, source, note, range } = input;
  const between = range
    ? ` (${words.toSource(valueOf(range[0], unit), valueOf(range[1], unit))})`
    : "";
  return [
    name,
    `${valueOf(value, unit)}${between}`,
    trustNames[confidence] ?? confidence,
    html`${sourceLink(source, confidence)}${note === undefined ? nothing : html`<br />${note}`}`,
  ];
};

const measuredRow = ({ measurement, source }: PublishedRate): readonly TableCell[] => {
  const { value, unit, confidence, weights, software, note, isSpeculative } = measurement;
  const shown = typeof value === "number" ? String(value) : value.join(" to ");
  const how = [
    weights ?? words.unstated,
    ...(isSpeculative ? [words.speculative] : []),
    ...(software === undefined ? [] : [software]),
  ];
  return [
    how.join(", "),
    `${shown} ${unit}`,
    confidence,
    html`${sourceLink(source, measurement.source)}${note === undefined ? nothing : html`<br />${note}`}`,
  ];
};

const termRow = ({ name, value, from }: ProjectionTerm): readonly TableCell[] => [
  name,
  value,
  from,
];

const writing = ({ decode, setup }: MachineProjection): TemplateResult =>
  decode.status === "projected"
    ? html`<p>
          ${formatTokensPerSecond(decode.rates.perUser)} per user at most, held by
          ${limitWords[decode.limit]} (${standingText(decode.standing)})
        </p>
        ${valueTable(words.terms, decodeTerms(decode, setup).map(termRow))}`
    : html`<p>${unavailableText(decode)}</p>`;

const reading = ({ prefill, setup }: MachineProjection): TemplateResult =>
  prefill.status === "projected"
    ? html`<h3>${words.reading} ${formatCount(prefill.work.promptTokens)} tokens</h3>
        <p>
          ${formatTokensPerSecond(prefill.tokensPerSecond)} at most, held by
          ${limitWords[prefill.limit]} (${standingText(prefill.standing)})
        </p>
        ${valueTable(words.terms, prefillTerms(prefill, setup).map(termRow))}`
    : html`<p>${words.reading}: ${unavailableText(prefill)}</p>`;

/** A rack whose chips can all work on one layer writes faster than the fewest that hold the model. */
const wholeRack = (machine: MachineProjection): TemplateResult => html`
  <h3>${words.wholeRack(formatCount(machine.setup.chips))}</h3>
  ${writing(machine)}
`;

/** Every term of a machine's rates, each figure with its source, and what others measured. */
export const machineFacts = ([machine, rack]: readonly MachineProjection[]):
  TemplateResult | typeof nothing => {
  if (!machine) return nothing;
  const { decodeInputs, prefillInputs, published, system, decode, prefill } = machine;
  const missing = [decode, prefill].flatMap((phase) =>
    phase.status === "projected" ? phase.missing.map(({ reason }) => reason) : [],
  );
  const notes = [...new Set([...missing, ...system.notes])];
  return html`<h3>${words.writing}</h3>
    ${writing(machine)} ${rack ? wholeRack(rack) : nothing} ${reading(machine)}
    <h3>${words.inputsHeading}</h3>
    ${valueTable(words.inputs, [...decodeInputs, ...prefillInputs].map(inputRow))}
    ${
      published.length > 0
        ? html`<h3>${words.measuredHeading}</h3>
            ${valueTable(words.measured, published.map(measuredRow))}`
        : nothing
    }
    ${
      notes.length > 0
        ? html`<ul class="muted">
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
        : nothing
    }`;
};
