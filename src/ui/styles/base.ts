import { css } from "lit";

/** What every element's shadow root shares: type, buttons, focus, hidden text. Tokens come from page.css. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
  }
  h1,
  h2 {
    font-family: var(--serif);
    font-weight: 600;
    line-height: 1.15;
    text-wrap: balance;
    letter-spacing: -0.01em;
  }
  h1 {
    font-size: var(--size-headline);
  }
  h2 {
    font-size: var(--size-title);
    line-height: 1.2;
  }
  h3 {
    font-size: var(--size-body);
    font-weight: 650;
  }
  p {
    max-width: var(--measure);
    text-wrap: pretty;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: var(--size-small);
  }
  a {
    color: inherit;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: var(--focus-width) solid var(--ink);
    outline-offset: var(--focus-offset);
    border-radius: 2px;
  }
  [tabindex="-1"]:focus-visible {
    outline: none; /* a heading that the page moved to: nothing is to be done with it */
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--touch);
    padding: var(--space-2) var(--space-4);
    border: 1px solid var(--outline);
    border-radius: var(--radius);
    background: transparent;
    color: var(--ink);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    touch-action: manipulation;
    transition: background-color var(--motion);
  }
  button:hover,
  .button:hover {
    background: var(--hairline);
  }
  button.primary {
    padding-inline: var(--space-6);
    border-color: var(--ink);
    background: var(--ink);
    color: var(--ground);
  }
  button.primary:hover {
    background: var(--muted);
  }
  .typed {
    white-space: nowrap;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button.primary {
      forced-color-adjust: none;
    }
  }
  @media print {
    button,
    .button,
    .screen-only {
      display: none;
    }
  }
`;
