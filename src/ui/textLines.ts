/** Width of a text in some font. */
export type Measure = (text: string) => number;

const greedy = (words: readonly string[], width: number, measure: Measure): readonly string[] =>
  words.reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    return last !== undefined && measure(joined) > width
      ? [...lines, word]
      : [...lines.slice(0, -1), joined];
  }, []);

const wordsOf = (text: string): readonly string[] => text.split(" ").filter((word) => word !== ""); // a no-break space stays inside its word

/** Lines of at most `width`; the last takes a word from the one before rather than stand alone. */
export const textLines = (text: string, width: number, measure: Measure): readonly string[] => {
  const lines = greedy(wordsOf(text), width, measure);
  const [before, last] = [lines.at(-2), lines.at(-1)];
  if (before === undefined || last === undefined || last.includes(" ")) return lines;
  const cut = before.lastIndexOf(" ");
  const moved = `${before.slice(cut + 1)} ${last}`;
  return cut < 0 || measure(moved) > width
    ? lines
    : [...lines.slice(0, -2), before.slice(0, cut), moved];
};

/** As few lines as `width` allows, all of about one length: for headlines. */
export const balancedLines = (text: string, width: number, measure: Measure): readonly string[] => {
  const words = wordsOf(text);
  const count = greedy(words, width, measure).length;
  const narrowest = Math.max(...words.map(measure));
  let [low, high] = [Math.min(narrowest, width), width];
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (greedy(words, middle, measure).length <= count) high = middle;
    else low = middle;
  }
  return greedy(words, high, measure);
};
