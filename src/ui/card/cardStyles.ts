import { css } from "lit";

/** The card on the page: the drawing, and under it what it may be changed to and taken along as. */
export const cardStyles = css`
  svg {
    display: block;
    max-width: 100%;
    overflow: visible;
    font-family: var(--sans);
    font-variant-numeric: tabular-nums;
  }
  .note {
    margin-bottom: var(--space-4);
    color: var(--muted);
  }
  .actions,
  .lenses {
    margin-top: var(--space-4);
  }
  .lenses {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4) var(--space-12);
  }
  @media (min-width: 1000px) {
    .lenses {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    user-slider {
      order: 1; /* under the panel that it refills */
    }
  }
  .status {
    min-height: 1.5em;
  }
  @media print {
    svg {
      width: 100%;
      height: auto;
    }
  }
`;
