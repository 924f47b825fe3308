import { css } from "lit";

/** Three lanes that share their rows; on phones one below the other. */
export const raceStyles = css`
  .lanes {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    grid-template-rows: repeat(
      4,
      auto
    ); /* lanes share their rows, whatever stands in one of them */
    gap: var(--space-3) var(--space-6);
  }
  .choose {
    display: grid;
    gap: var(--space-2);
    align-content: start;
  }
  .choose label {
    display: grid;
    gap: var(--space-1);
    font-size: var(--size-small);
  }
  .choose select {
    width: 100%;
  }
  .typed {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--space-2);
    align-items: end;
  }
  .typed input {
    width: 100%;
  }
  @media (max-width: 899.98px) {
    .lanes {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: none;
    }
    .lanes > * + * {
      margin-top: var(--space-6);
    }
  }
`;
