import { css } from "lit";

/** Pages beside the main one: one column, their way back on top. */
export const pageStyles = css`
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-12);
    width: min(var(--column), 100% - 2 * var(--gutter));
    margin-inline: auto;
    padding-block: var(--space-8) var(--space-24);
  }
  header,
  section,
  footer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  nav.pages {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-6);
  }
  nav.pages a {
    padding-block: var(--space-2);
  }
  nav.pages a:first-child {
    font-weight: 600;
  }
  nav.files {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-6);
  }
  nav.files a {
    padding-block: var(--space-2);
  }
  footer {
    font-size: var(--size-small);
    color: var(--muted);
  }
`;
