import { html, nothing, type TemplateResult } from "lit";
import { sourceOf, type Figure, type Source } from "../reference/accelerators.ts";
import { chipsWords as words } from "./words.ts";

/** Value, how far to trust it, and where it is published. Links come from bundled data, https only. */
export const figureText = (
  value: string,
  figure: Figure,
  sources: readonly Source[] = [],
): TemplateResult => {
  const source = sourceOf(figure) ?? sources.find(({ id }) => id === figure.source);
  const link =
    source && source.url.startsWith("https://")
      ? html`<a href=${source.url} rel="noreferrer">${source.title}</a>`
      : html`${source?.title ?? figure.source}`;
  return html`${value} (${words.confidences[figure.confidence]}:
  ${link}${figure.note ? html`; ${figure.note}` : nothing})`;
};
