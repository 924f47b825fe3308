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
  .sticky {
    position: sticky;
    z-index: 1;
    top: 0;
    max-width: none;
    margin-bottom: calc(-1 * var(--space-12));
    padding-block: var(--space-2);
    border-bottom: 1px solid var(--hairline);
    background: var(--ground);
    font-weight: 600;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  @media (max-width: 599.98px) {
    main {
      padding-bottom: 7rem; /* the start button is fixed below */
    }
  }
  @media print {
    .sticky {
      display: none;
    }
    section {
      break-inside: avoid;
    }
  }
`;
