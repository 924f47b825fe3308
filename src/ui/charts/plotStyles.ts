import { css } from "lit";

/** The chart's own layout, and what uPlot's document style sheet says, which shadow roots do not see. */
export const plotStyles = css`
  .plot {
    position: relative;
    isolation: isolate; /* what lies over it stays below what is fixed over the page */
    height: clamp(22rem, 42vw, 28rem);
    overflow: hidden;
    touch-action: pan-y;
  }
  .axis-label {
    color: var(--muted);
    font-size: var(--size-small);
  }
  .end {
    text-align: end;
  }
  .readout {
    min-height: 3em;
    max-width: none;
    color: var(--ink);
  }
  .labels {
    position: absolute;
    z-index: 1;
    inset: 0;
    pointer-events: none;
  }
  .labels span {
    position: absolute;
    left: 0;
    top: 0;
    font-size: 0.875rem;
    line-height: 1.125rem;
    white-space: nowrap;
    color: var(--ink);
    text-shadow:
      0 0 3px var(--ground),
      0 0 3px var(--ground),
      0 0 2px var(--ground);
  }
  .labels [data-ink="prefill"] {
    color: var(--prefill);
    font-weight: 600;
  }
  .labels [data-ink="decode"] {
    color: var(--decode);
    font-weight: 600;
  }
  .labels [data-ink="muted"] {
    color: var(--muted);
  }
  .uplot {
    width: min-content;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .u-cursor-x,
  .u-cursor-y {
    position: absolute;
    left: 0;
    top: 0;
    pointer-events: none;
  }
  .u-cursor-x {
    height: 100%;
    border-right: 1px dashed var(--outline);
  }
  .u-cursor-y {
    width: 100%;
    border-bottom: 1px dashed var(--outline);
  }
  .u-select {
    display: none;
  }
  .u-off {
    display: none;
  }
`;
