import { css } from "lit";

/** One column from a phone to 4K, sections apart, the answer kept in sight below the card. */
export const scrollStyles = css`
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-24);
    width: min(var(--column), 100% - 2 * var(--gutter));
    margin-inline: auto;
    padding-block: var(--space-8) var(--space-24);
  }
  /* Question, picture and button belong together. */
  wall-act + section,
  main > wall-run {
    margin-top: calc(var(--space-12) - var(--space-24));
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
  }
  .rest {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-24);
  }
  .reminder {
    position: fixed;
    z-index: 1;
    inset: 0 0 auto;
    border-bottom: 1px solid var(--hairline);
    background: var(--ground);
  }
  .reminder p {
    width: min(var(--column), 100% - 2 * var(--gutter));
    max-width: none;
    margin-inline: auto;
    padding-block: var(--space-2);
    white-space: nowrap;
  }
  .reminder strong {
    font-family: var(--serif);
    font-size: var(--size-lead);
    font-weight: 600;
  }
  @media (max-width: 599.98px) {
    main {
      padding-bottom: 7rem; /* the start button is fixed below */
    }
  }
  @media print {
    main > wall-run {
      margin-top: calc(var(--space-8) - var(--space-24));
    }
    section {
      break-inside: avoid;
    }
  }
`;
