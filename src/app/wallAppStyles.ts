import { css } from "lit";

/** Layout of the page around its elements. */
export const wallAppStyles = css`
  :host {
    max-width: var(--column);
    margin-inline: auto;
    padding: var(--space-6) var(--gutter) var(--space-24);
  }
  main > * + * {
    margin-top: var(--space-6);
  }
  .name {
    margin-bottom: var(--space-12);
    font-weight: 600;
  }
  .notice {
    max-width: var(--measure);
    padding: var(--space-4);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
  }
  .notice > * + *,
  .files > * + * {
    margin-top: var(--space-3);
  }
  label.button:focus-within {
    outline: var(--focus-width) solid var(--ink);
    outline-offset: var(--focus-offset);
  }
`;
