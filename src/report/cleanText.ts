/** Invisible characters that turn the direction of what follows, and separators that break lines. */
const directional = /[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;
const control = /\p{Cc}+/gu;

/** Enough for any adapter's name. */
export const labelLength = 80;
export const sentenceLength = 400;

/** Normalising and cutting first keeps a text of megabytes from costing more than it shows. */
const generous = 8;

/**
 * Text from outside as it may be shown: one line, no control or direction characters, composed
 * (NFC), at most `limit` characters.
 */
export const cleanText = (text: string, limit = labelLength): string =>
  [
    ...text
      .slice(0, limit * generous)
      .replace(control, " ")
      .replace(directional, "")
      .normalize("NFC")
      .trim(),
  ]
    .slice(0, limit)
    .join("");
