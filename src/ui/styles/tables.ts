import { css } from "lit";

/** Tables of values; on phones a row is a list of "column: value". */
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
  @media (max-width: 899.98px) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template-columns: minmax(7.5rem, 2fr) 3fr;
      column-gap: var(--space-3);
      padding-block: var(--space-3);
      border-top: 1px solid var(--hairline);
    }
    tbody th {
      grid-column: 1 / -1;
      padding: 0 0 var(--space-1);
      border: 0;
      font-weight: 600;
    }
    td {
      display: contents;
    }
    td::before {
      content: attr(data-label);
      color: var(--muted);
    }
    td:not([data-label]) {
      display: none;
    }
  }
`;
