import type { Interval } from "../domain/interval.ts";
import type {
  Bytes,
  BytesPerSecond,
  Flops,
  FlopsPerSecond,
  Fraction,
  Intensity,
  Seconds,
  TokensPerSecond,
} from "../domain/units.ts";

/** What is written where a number is undefined. */
export const notMeasured = "not measured";

interface Scale {
  readonly factor: number;
  readonly symbol: string;
}
type Scales = readonly [Scale, ...Scale[]];

const decimal = (unit: string): Scales => [
  { factor: 1, symbol: unit },
  { factor: 1e3, symbol: `k${unit}` },
  { factor: 1e6, symbol: `M${unit}` },
  { factor: 1e9, symbol: `G${unit}` },
  { factor: 1e12, symbol: `T${unit}` },
  { factor: 1e15, symbol: `P${unit}` },
];

/** Smallest first. Minutes are not used: "95 s" is read faster than it is converted. */
const scalesOf = {
  bytes: decimal("B"),
  bytesPerSecond: decimal("B/s"),
  flops: decimal("FLOP"),
  flopsPerSecond: decimal("FLOP/s"),
  seconds: [
    { factor: 1e-9, symbol: "ns" },
    { factor: 1e-6, symbol: "µs" },
    { factor: 1e-3, symbol: "ms" },
    { factor: 1, symbol: "s" },
  ],
  tokensPerSecond: [{ factor: 1, symbol: "tokens/s" }],
  intensity: [{ factor: 1, symbol: "FLOP/byte" }],
} as const satisfies Readonly<Record<string, Scales>>;
export type Quantity = keyof typeof scalesOf;

const locale = "en-US";

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** The largest scale that leaves at least 1 before the point, once the value is rounded as shown. */
const scaleFor = (value: number, quantity: Quantity, digits: number): Scale => {
  const scales: Scales = scalesOf[quantity];
  const rounded = significant(Math.abs(value), digits);
  const wanted = rounded === 0 ? 1 : rounded;
  return scales.findLast(({ factor }) => wanted >= factor) ?? scales[0];
};

/** Digits after the point that leave `digits` significant ones. */
const decimalsFor = (value: number, digits: number): number => {
  const rounded = significant(Math.abs(value), digits);
  const exponent = rounded === 0 ? 0 : Math.floor(Math.log10(rounded));
  return Math.min(Math.max(digits - 1 - exponent, 0), 20);
};

const fixed = (value: number, decimals: number): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);

/** Trailing zeros stay only where something was rounded off: they claim precision. */
const formatNumber = (value: number, digits: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`cannot show ${value} as a measurement`);
  const rounded = significant(value, digits);
  const isExact = Math.abs(value - rounded) <= Math.abs(value) * 1e-9;
  if (!isExact) return fixed(rounded, decimalsFor(value, digits));
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(rounded);
};

/** A number with its unit, at three significant digits unless told; undefined is "not measured". */
export const formatQuantity = (
  value: number | undefined,
  quantity: Quantity,
  digits = 3,
): string => {
  if (value === undefined) return notMeasured;
  const { factor, symbol } = scaleFor(value, quantity, digits);
  return `${formatNumber(value / factor, digits)} ${symbol}`;
};

export const formatBytes = (bytes: Bytes | undefined, digits?: number): string =>
  formatQuantity(bytes, "bytes", digits);

export const formatBytesPerSecond = (rate: BytesPerSecond | undefined, digits?: number): string =>
  formatQuantity(rate, "bytesPerSecond", digits);

export const formatFlops = (flops: Flops | undefined, digits?: number): string =>
  formatQuantity(flops, "flops", digits);

export const formatFlopsPerSecond = (rate: FlopsPerSecond | undefined, digits?: number): string =>
  formatQuantity(rate, "flopsPerSecond", digits);

export const formatSeconds = (seconds: Seconds | undefined, digits?: number): string =>
  formatQuantity(seconds, "seconds", digits);

export const formatTokensPerSecond = (rate: TokensPerSecond | undefined, digits?: number): string =>
  formatQuantity(rate, "tokensPerSecond", digits);

export const formatIntensity = (intensity: Intensity | undefined, digits?: number): string =>
  formatQuantity(intensity, "intensity", digits);

/** Two significant digits, whole from 10% on; what rounds to nothing is "<0.01%", never 0. */
export const formatPercent = (fraction: Fraction | undefined): string => {
  if (fraction === undefined) return notMeasured;
  const percent = fraction * 100;
  if (percent > 0 && percent < 0.01) return "<0.01%";
  return `${percent < 10 ? formatNumber(percent, 2) : formatNumber(Math.round(percent), 15)}%`;
};

/** How many times: "16", "3.4". */
export const formatRatio = (ratio: number | undefined): string => {
  if (ratio === undefined) return notMeasured;
  return ratio < 10 ? formatNumber(ratio, 2) : formatNumber(Math.round(ratio), 15);
};

/** A whole number: tokens, users, layers. */
export const formatCount = (count: number | undefined): string =>
  count === undefined ? notMeasured : formatNumber(Math.round(count), 15);

/** A number whose unit stands elsewhere, at three significant digits unless told. */
export const formatSignificant = (value: number | undefined, digits = 3): string =>
  value === undefined ? notMeasured : formatNumber(value, digits);

/** A large number whose unit stands elsewhere: "12.3k", "26.1M", at three significant digits. */
export const formatCompact = (value: number): string =>
  new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 })
    .format(value)
    .replace("K", "k"); // as every other unit is prefixed; 4K of context is 4,096

/** A relative error or tolerance: "3.8e-6", "0.25". */
export const formatError = (error: number | undefined): string => {
  if (error === undefined) return notMeasured;
  return error > 0 && (error < 1e-3 || error >= 1e3)
    ? error.toExponential(1).replace(".0e", "e")
    : formatNumber(error, 2);
};

/** The day of an ISO 8601 time, as written in it. */
export const formatDate = (isoTime: string): string => isoTime.slice(0, 10);

/**
 * "5.50 ± 0.02 ms": half the interval's width at one digit (two where the first is a 1), and the
 * median to the same decimal, of at most four significant digits.
 */
export const formatInterval = (
  interval: Pick<Interval, "median" | "low" | "high"> | undefined,
  quantity: Quantity = "seconds",
): string => {
  if (interval === undefined) return notMeasured;
  const { factor, symbol } = scaleFor(interval.median, quantity, 3);
  const median = interval.median / factor;
  const halfWidth = (interval.high - interval.low) / 2 / factor;
  if (halfWidth === 0) return `${formatNumber(median, 3)} ± 0 ${symbol}`;
  const digits = significant(halfWidth, 2).toExponential().startsWith("1") ? 2 : 1;
  const finest = decimalsFor(median, 4);
  const decimals = Math.min(decimalsFor(halfWidth, digits), finest);
  const shown = fixed(halfWidth, decimals);
  const isBelow = Number(shown.replaceAll(",", "")) === 0;
  return `${fixed(median, decimals)} ± ${isBelow ? `<${fixed(10 ** -finest, finest)}` : shown} ${symbol}`;
};
