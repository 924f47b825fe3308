import { css } from "lit";
import { inputs } from "./inputs.ts";

/** Fields side by side under their labels, and what stands around them in a section of its own. */
export const formFields = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--space-3) var(--space-4);
  }
  .fields label {
    display: grid;
    gap: var(--space-1);
    max-width: 100%;
    font-size: var(--size-small);
  }
  ${inputs}
  .boxes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-6);
    padding: 0;
    border: 0;
  }
  .boxes label,
  .box {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-height: var(--touch);
  }
  input[type="checkbox"] {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--ink);
  }
  .answer strong {
    font-family: var(--serif);
    font-size: var(--size-lead);
    font-weight: 600;
  }
  summary {
    width: fit-content;
    padding-block: var(--space-3);
    cursor: pointer;
  }
  ul {
    padding-inline-start: 1.25em;
  }
  li + li {
    margin-top: var(--space-2);
  }
`;
