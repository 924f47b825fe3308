/** Families as the style sheet has them; an image has no style sheet to take them from. */
export const cardFonts = {
  sans: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
  serif:
    "'Source Serif 4', 'Serif until loaded', 'Wide serif until loaded', Georgia, 'Times New Roman', serif",
} as const;
