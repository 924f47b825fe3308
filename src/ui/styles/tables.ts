import { css } from "lit";

/** A plain table of values. */
export const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--size-small);
  }
  th,
  td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-top: 1px solid var(--hairline);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  thead th {
    border-top: 0;
    color: var(--muted);
    vertical-align: bottom;
  }
`;
