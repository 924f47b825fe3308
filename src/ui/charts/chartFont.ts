/** CSS font of a chart's texts at this many pixels. */
export const chartFont = (pixels: number): string =>
  `${pixels}px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif`;
