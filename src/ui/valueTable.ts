import { html, nothing, type TemplateResult } from "lit";

/** What stands in a cell: a text, or one with a link in it. */
export type TableCell = string | TemplateResult;

/**
 * A table of values; on phones each row becomes a list with the columns' names. The roles are said
 * again, since browsers drop them from tables that are laid out otherwise.
 */
export const valueTable = (
  columns: readonly string[],
  rows: readonly (readonly TableCell[])[],
): TemplateResult =>
  html`<table role="table">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((label) => html`<th scope="col" role="columnheader">${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        ([name, ...values]) =>
          html`<tr role="row">
            <th scope="row" role="rowheader">${name}</th>
            ${values.map(
              (value, index) =>
                html`<td
                  role="cell"
                  data-label=${value === "" ? nothing : (columns[index + 1] ?? "")}
                >
                  <span>${value}</span>
                </td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
