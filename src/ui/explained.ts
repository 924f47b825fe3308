import { html, type TemplateResult } from "lit";
import "./elements/wallTerm.ts";
import { terms, type Term } from "./words.ts";

const names = Object.keys(terms) as readonly Term[];

/** The text with the first of each named term made explainable. */
export const explained = (text: string, ...wanted: readonly Term[]): TemplateResult => {
  const [term, ...others] = wanted;
  if (term === undefined || !names.includes(term)) return html`${text}`;
  const at = text.search(new RegExp(`\\b${term}s?\\b`));
  if (at < 0) return explained(text, ...others);
  const as = text.startsWith(`${term}s`, at) ? `${term}s` : term;
  return html`${explained(text.slice(0, at), ...others)}<wall-term
      .term=${term}
      .as=${as}
    ></wall-term
    >${explained(text.slice(at + as.length), ...others)}`;
};
