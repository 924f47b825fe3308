import { html, nothing, type TemplateResult } from "lit";
import type { Source } from "../reference/accelerators.ts";

/** Where a figure is published, with publisher and date. Links come from bundled data, https only. */
export const sourceLink = (source: Source | undefined, otherwise: string): TemplateResult => {
  if (!source) return html`${otherwise}`;
  const { title, publisher, url, date } = source;
  const link = url.startsWith("https://")
    ? html`<a href=${url} rel="noreferrer">${title}</a>`
    : html`${title}`;
  return html`${link}, ${publisher}${date === undefined ? nothing : `, ${date}`}`;
};
