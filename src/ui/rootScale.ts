/** How much larger a rem is than the 16 px that drawings are designed for: they grow with the text. */
export const rootScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
