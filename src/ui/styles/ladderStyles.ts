import { css } from "lit";

/** Rungs of one scale below each other: name, track, rate, times; on phones the track below the words. */
export const ladderStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
  }
  .controls {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-6);
    padding: 0;
    list-style: none;
    color: var(--muted);
    font-size: var(--size-small);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .scale,
  summary.rung {
    display: grid;
    grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) 8rem 4.5rem;
    column-gap: var(--space-4);
    align-items: center;
  }
  .scale {
    color: var(--muted);
    font-size: var(--size-small);
    align-items: end;
  }
  summary.rung {
    min-height: var(--touch);
    padding-block: var(--space-1);
    border-top: 1px solid var(--hairline);
    cursor: pointer;
    list-style: none;
  }
  summary.rung::-webkit-details-marker {
    display: none;
  }
  .name::before {
    content: "▸ " / "";
    color: var(--muted);
  }
  details[open] > summary .name::before {
    content: "▾ " / "";
  }
  .you .name,
  .you .value {
    font-weight: 650;
  }
  .aside {
    color: var(--muted);
    font-size: var(--size-small);
  }
  .name .aside {
    display: block;
    padding-inline-start: 1.1em;
    line-height: 1.3;
  }
  .value,
  .times {
    text-align: end;
    white-space: nowrap;
  }
  .track {
    display: block;
    overflow: visible;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    padding-block: var(--space-3) var(--space-8);
    font-size: var(--size-small);
  }
  .facts ul,
  .left-out ul {
    padding-inline-start: 1.25em;
  }
  .more {
    margin-top: var(--space-4);
  }
  .left-out summary {
    padding-block: var(--space-3);
    cursor: pointer;
  }
  @media (max-width: 899.98px) {
    .scale,
    summary.rung {
      grid-template-columns: minmax(0, 1fr) auto 4.5rem;
    }
    .scale .track,
    summary.rung .track {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .scale > :first-child {
      display: none;
    }
    .scale .value {
      grid-column: 1 / -1;
      text-align: start;
    }
  }
  @media print {
    .controls,
    .more {
      display: none;
    }
  }
  @media print and (max-width: 899.98px) {
    .scale > :first-child {
      display: block; /* what the hidden lens was set to */
      grid-column: 1 / -1;
    }
  }
`;
