import { css } from "lit";

/** What text, numbers and choices are entered into. */
export const inputs = css`
  input:not([type="checkbox"]),
  select {
    min-height: var(--touch);
    max-width: 100%;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-body);
  }
  input[type="number"] {
    width: 8rem;
  }
`;
