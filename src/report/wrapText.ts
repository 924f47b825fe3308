/** Breaks text at spaces into lines of at most `width`, longer words apart; those after the first are set in by `hang`. */
export const wrapText = (text: string, width: number, hang = 0): readonly string[] => {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? "";
  for (const word of text.trim().split(" ")) {
    const isFirst = line.trim() === "";
    const longer = isFirst ? line + word : `${line} ${word}`;
    if (isFirst || longer.length <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = " ".repeat(hang) + word;
    }
  }
  return [...lines, line];
};
