import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatBytesPerSecond,
  formatCompact,
  formatCount,
  formatDate,
  formatError,
  formatFlops,
  formatFlopsPerSecond,
  formatIntensity,
  formatInterval,
  formatPercent,
  formatQuantity,
  formatRatio,
  formatSeconds,
  formatSignificant,
  formatTokensPerSecond,
} from "../../../src/report/format.ts";

describe("quantities", () => {
  it.each([
    [formatBytes(0), "0 B"],
    [formatBytes(512), "512 B"],
    [formatBytes(8e9), "8 GB"],
    [formatBytes(15.009e9), "15.0 GB"],
    [formatBytes(999.9e6), "1.00 GB"],
    [formatBytes(999.4e6), "999 MB"],
    [formatBytesPerSecond(3.234e12), "3.23 TB/s"],
    [formatBytesPerSecond(1.049e9), "1.05 GB/s"],
    [formatFlops(7.1479e12), "7.15 TFLOP"],
    [formatFlopsPerSecond(65.01e12), "65.0 TFLOP/s"],
    [formatFlopsPerSecond(2.1e9), "2.1 GFLOP/s"],
    [formatSeconds(0), "0 s"],
    [formatSeconds(2.2e-6), "2.2 µs"],
    [formatSeconds(0.00549999), "5.50 ms"],
    [formatSeconds(1e-9), "1 ns"],
    [formatSeconds(95.24), "95.2 s"],
    [formatTokensPerSecond(181.8), "182 tokens/s"],
    [formatTokensPerSecond(0.01234), "0.0123 tokens/s"],
    [formatIntensity(0.9991), "0.999 FLOP/byte"],
    [formatSignificant(3375.2), "3,380"],
    [formatCount(128256), "128,256"],
    [formatCompact(26_140_000), "26.1M"],
    [formatCompact(120), "120"],
    [formatCompact(12_345), "12.3k"],
    [formatDate("2026-11-23T23:59:59.000Z"), "2026-11-23"],
  ])("%s is %s", (text, expected) => {
    expect(text).toBe(expected);
  });

  it("take fewer digits where told", () => {
    expect(formatBytes(15.009e9, 2)).toBe("15 GB");
  });

  it.each([
    formatBytes,
    formatBytesPerSecond,
    formatFlops,
    formatFlopsPerSecond,
    formatSeconds,
    formatTokensPerSecond,
    formatIntensity,
    formatPercent,
    formatRatio,
    formatCount,
    formatSignificant,
    formatError,
    formatInterval,
  ])("that are undefined are not measured: $name", (format) => {
    expect(format(undefined)).toBe("not measured");
  });

  it.each([NaN, Infinity, -Infinity])("that are %d are a bug, not a number to show", (value) => {
    expect(() => formatSeconds(value)).toThrow(RangeError);
    expect(() => formatPercent(value)).toThrow(RangeError);
  });

  it("are shown within half a unit of their third digit, whatever their size", () => {
    const factors: Readonly<Record<string, number>> = {
      B: 1,
      kB: 1e3,
      MB: 1e6,
      GB: 1e9,
      TB: 1e12,
      PB: 1e15,
    };
    fc.assert(
      fc.property(fc.double({ min: 1, max: 9e17, noNaN: true }), (bytes) => {
        const [number = "", unit = ""] = formatBytes(bytes).split(" ");
        const shown = Number(number.replaceAll(",", "")) * (factors[unit] ?? NaN);
        expect(Math.abs(shown - bytes)).toBeLessThanOrEqual(bytes * 0.00501);
        expect(Number(number.replaceAll(",", ""))).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("shares and ratios", () => {
  it.each([
    [0, "0%"],
    [1e-9, "<0.01%"],
    [0.0027, "0.27%"],
    [0.0128, "1.3%"],
    [0.0984, "9.8%"],
    [0.0999, "10%"],
    [0.914, "91%"],
    [0.9996, "100%"],
    [1.23, "123%"],
  ])("%f is %s", (fraction, text) => {
    expect(formatPercent(fraction)).toBe(text);
  });

  it.each([
    [1, "1"],
    [3.42, "3.4"],
    [16.4, "16"],
    [266.2, "266"],
  ])("%f times is %s", (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  it.each([
    [0, "0"],
    [3.84e-6, "3.8e-6"],
    [0.25, "0.25"],
    [1.7976931348623157e308, "1.8e+308"],
  ])("an error of %f is %s", (error, text) => {
    expect(formatError(error)).toBe(text);
  });
});

describe("intervals", () => {
  const around = (median: number, halfWidth: number) => ({
    median,
    low: median - halfWidth,
    high: median + halfWidth,
  });

  it.each([
    [around(5.5e-3, 0.02e-3), "5.50 ± 0.02 ms"],
    [around(5.5e-3, 0.4e-3), "5.5 ± 0.4 ms"],
    [around(12.3e-3, 0.112e-3), "12.30 ± 0.11 ms"],
    [around(0.1234, 0.195), "123 ± 195 ms"],
    [around(1234.5, 250), "1,235 ± 250 s"],
    [around(5.5012e-3, 1e-11), "5.501 ± <0.001 ms"],
    [around(5.5e-3, 0), "5.5 ± 0 ms"],
    [around(0.9999e-3, 0.01e-3), "1.000 ± 0.010 ms"],
  ])("%j is %s", (interval, text) => {
    expect(formatInterval(interval)).toBe(text);
  });

  it("scale both numbers alike", () => {
    const rate = { median: 3.2e12, low: 2.1e12, high: 4.1e12 };
    expect(formatInterval(rate, "bytesPerSecond")).toBe("3.2 ± 1.0 TB/s");
  });

  it("show no digit finer than the half-width's, but for a half-width below the fourth digit", () => {
    const decimals = (text: string): number => text.split(".")[1]?.length ?? 0;
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 0.9, noNaN: true }),
        (median, share) => {
          const [shown = "", halfWidth = ""] = formatInterval(around(median, median * share))
            .replace(/ \S+$/, "")
            .split(" ± ");
          expect(decimals(shown)).toBe(decimals(halfWidth));
          const digits = halfWidth.replace("<", "").replaceAll(/[.,]/g, "").replace(/^0+/, "");
          if (decimals(halfWidth) > 0) expect(digits.length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it("know the units of every quantity", () => {
    expect(formatQuantity(1, "intensity")).toBe("1 FLOP/byte");
  });
});
