let context: CanvasRenderingContext2D | null | undefined;

/** Width in CSS pixels of a text in a CSS font. Without a canvas: an estimate that is rather too wide. */
export const textWidth = (text: string, font: string): number => {
  if (context === undefined)
    context =
      typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  if (!context) return text.length * 0.6 * Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 16);
  context.font = font;
  return context.measureText(text).width;
};
