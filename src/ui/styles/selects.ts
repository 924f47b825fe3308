import { css } from "lit";

/** A choice among many under its name, as wide as its column and as tall as a finger. */
export const selects = css`
  label:has(> select) {
    display: grid;
    gap: var(--space-1);
    min-width: 0;
    color: var(--muted);
    font-size: var(--size-small);
  }
  select {
    width: 100%;
    min-height: var(--touch);
    padding: var(--space-2);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-body);
    text-overflow: ellipsis;
  }
`;
