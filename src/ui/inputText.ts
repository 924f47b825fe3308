import { html, nothing, type TemplateResult } from "lit";
import type { Input } from "../projection/inputs.ts";
import type { Source } from "../reference/accelerators.ts";
import { formatCount, formatQuantity } from "../report/format.ts";

/** A link to where a figure is published; https only, else its title alone. */
export const sourceLink = ({ title, url }: Pick<Source, "title" | "url">): TemplateResult =>
  url.startsWith("https://") ? html`<a href=${url} rel="noreferrer">${title}</a>` : html`${title}`;

const valueText = ({ value, unit }: Pick<Input, "value" | "unit">): string =>
  unit === "watts" ? `${formatCount(value)} W` : formatQuantity(value, unit);

/** A figure that a projection rests on: value, how far to trust it, and where it is published. */
export const inputText = (input: Input): TemplateResult => {
  const { name, confidence, source, note } = input;
  return html`${name} ${valueText(input)}
  (${confidence}${source ? html`: ${sourceLink(source)}` : nothing}${note ? html`; ${note}` : nothing})`;
};
