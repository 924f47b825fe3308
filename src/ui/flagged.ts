import { html, type TemplateResult } from "lit";

/** Command-line arguments and the browser's own addresses. */
const typed = /(--[\w-]+(?:=[\w,]+)?|chrome:\/\/\w+)/;

/** The text with all that is to be typed set as code, so that no line breaks within it. */
export const flagged = (text: string): TemplateResult =>
  html`${text
    .split(typed)
    .map((part, index) => (index % 2 === 1 ? html`<code class="typed">${part}</code>` : part))}`;
