export type Ink = "prefill" | "decode" | "ink" | "muted";

/** A logarithmic axis over [low, high], both above zero. */
export interface Axis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** A value of the axis in full, with its unit. */
  readonly format: (value: number) => string;
  /** A decade's mark, short; the unit stands in `label`. */
  readonly mark: (value: number) => string;
  /** Values to mark; absent: powers of ten. */
  readonly marks?: readonly number[];
}

export type Range = Pick<Axis, "low" | "high">;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** A ceiling or other line: straight pieces on logarithmic axes. Dashed means published, not measured. */
export interface ChartLine {
  readonly id: string;
  readonly label: string;
  /** What the table calls it; absent: a ceiling. */
  readonly kind?: string;
  /** Whence it is known; absent: published where it is dashed, else measured. */
  readonly basis?: string;
  /** What it limits to, in words. */
  readonly top: string;
  /** FLOP per byte of its corner; absent for a line without one. */
  readonly corner?: number;
  readonly ink: Ink;
  readonly stroke: "solid" | "dashed" | "dotted";
  readonly path: readonly Position[];
  /** Places on the line that its label may stand at, best first. */
  readonly labelAt: readonly Position[];
}

/** Square: prefill; circle: decode; tick: a bound on its line. Filled: measured; outlined: published. */
export interface ChartPoint {
  readonly id: string;
  /** Short name beside the point; absent where only crosshair and table name it. */
  readonly label?: string;
  readonly name: string;
  /** What the table calls it; absent: measured or published, as it is filled or not. */
  readonly kind?: string;
  readonly ink: Ink;
  readonly marker: "square" | "circle" | "tick";
  readonly fill: "filled" | "outlined";
  readonly size: "large" | "small";
  readonly at: Position;
  /** 95% interval of y. */
  readonly interval?: { readonly low: number; readonly high: number };
}

/** A chart as data: one description for the screen, the table and the exported image. */
export interface ChartFigure {
  readonly title: string;
  /** What a person who does not see the drawing should know of it. */
  readonly summary: string;
  /** How to read it, in one line. */
  readonly note?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly ChartLine[];
  readonly points: readonly ChartPoint[];
  /** Device, browser, date, address: stands under every exported image. */
  readonly origin: string;
}

/** Places for a vertical line's label, just off the line on both sides, at shares of the height. */
export const besideVertical = (
  x: number,
  { low, high }: Range,
  shares: readonly number[],
): readonly Position[] =>
  shares.flatMap((share) => {
    const y = low * (high / low) ** share;
    return [
      { x: x / 1.08, y },
      { x: x * 1.08, y },
    ];
  });

/** Where an axis is marked. */
export const marksOf = (axis: Axis): readonly number[] =>
  axis.marks?.filter((value) => value >= axis.low && value <= axis.high) ?? decades(axis);

/** Powers of ten within an axis. */
export const decades = ({ low, high }: Pick<Axis, "low" | "high">): readonly number[] => {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => 10 ** (first + step));
};
