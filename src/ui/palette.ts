/** The colours a drawing may use: two accents with one meaning each, and neutral inks. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly prefill: string;
  readonly decode: string;
  readonly outline: string;
  readonly hairline: string;
}

/** As in `styles/page.css`; a test holds both equal. For images, which have no style sheet. */
export const lightPalette: Palette = {
  ground: "#fbfaf7",
  ink: "#14171a",
  muted: "#565d66",
  prefill: "#005a9c",
  decode: "#c24e00",
  outline: "#7b8087",
  hairline: "#dcdad4",
};

export const darkPalette: Palette = {
  ground: "#0f1216",
  ink: "#f2f0ea",
  muted: "#a7afb9",
  prefill: "#4aa8e8",
  decode: "#ffb000",
  outline: "#6b7480",
  hairline: "#2b313a",
};

const names = Object.keys(lightPalette) as readonly (keyof Palette)[];

const paletteOf = (colour: (name: keyof Palette) => string): Palette =>
  Object.fromEntries(names.map((name) => [name, colour(name)])) as unknown as Palette;

/** For SVG within the page: follows the theme by itself. */
export const variablePalette: Palette = paletteOf((name) => `var(--${name})`);

/** The same drawing with no accent: a recording, which is not the visitor's own measurement. */
export const neutral = (palette: Palette): Palette => ({
  ...palette,
  prefill: palette.muted,
  decode: palette.muted,
});

/** The colours in force at an element, for a canvas. */
export const paletteAt = (element: Element): Palette => {
  const style = getComputedStyle(element);
  return paletteOf((name) => style.getPropertyValue(`--${name}`).trim() || lightPalette[name]);
};

/** Calls back when the theme changes, by the system or by the page. Returns how to stop. */
export const onThemeChange = (callback: () => void): (() => void) => {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].map(
    (query) => matchMedia(query),
  );
  for (const query of queries) query.addEventListener("change", callback);
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "data-stage"],
  });
  return () => {
    for (const query of queries) query.removeEventListener("change", callback);
    observer.disconnect();
  };
};
