import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { darkPalette, lightPalette, neutral, type Palette } from "../../../src/ui/palette.ts";

const css = readFileSync(
  fileURLToPath(new URL("../../../src/ui/styles/page.css", import.meta.url)),
  "utf8",
);

/** The declarations of the first block that begins with this selector. */
const block = (selector: string): string => {
  const start = css.indexOf(`${selector} {`);
  return start < 0 ? "" : css.slice(start, css.indexOf("}", start));
};
const colours = Object.keys(lightPalette) as (keyof Palette)[];

const channel = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

describe("colours of images", () => {
  it.each(colours)("are the page's own: %s", (name) => {
    expect(block(":root")).toContain(`--${name}: ${lightPalette[name]};`);
    expect(block(':root[data-theme="dark"]')).toContain(`--${name}: ${darkPalette[name]};`);
    expect(block('  :root:not([data-theme="light"])')).toContain(
      `--${name}: ${darkPalette[name]};`,
    );
  });

  it("are neutral in a recording: no accent has a part in it", () => {
    const { prefill, decode } = neutral(lightPalette);
    expect([prefill, decode]).toEqual([lightPalette.muted, lightPalette.muted]);
  });
});

describe("contrast with the ground", () => {
  it.each([
    ["light", lightPalette],
    ["dark", darkPalette],
  ] as const)("suffices for text in the %s theme", (_name, palette) => {
    for (const name of ["ink", "muted", "prefill", "decode"] as const)
      expect(contrast(palette[name], palette.ground), name).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.outline, palette.ground)).toBeGreaterThanOrEqual(3);
  });
});
