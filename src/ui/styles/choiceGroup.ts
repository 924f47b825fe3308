import { css } from "lit";

/** Buttons side by side of which one is pressed; on phones two to a row. */
export const choiceGroup = css`
  [role="group"] {
    display: flex;
    flex-wrap: wrap;
  }
  [role="group"] button {
    margin-inline-end: -1px;
    border-radius: 0;
    font-weight: 400;
  }
  [role="group"] button[aria-pressed="true"] {
    background: var(--ink);
    color: var(--ground);
    font-weight: 600;
  }
  @media (max-width: 599.98px) {
    [role="group"] {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    [role="group"] button {
      margin-block-end: -1px;
      justify-content: start;
    }
  }
`;
