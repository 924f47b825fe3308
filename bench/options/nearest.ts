/** Letters to insert, drop or replace to make one word of the other. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
};

/** The name that was likely meant; undefined where none is near. */
export const nearest = (word: string, names: readonly string[]): string | undefined => {
  const ranked = names
    .map((name) => ({ name, letters: distance(word.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.letters - b.letters);
  const [first] = ranked;
  return first && first.letters <= Math.max(1, Math.floor(word.length / 3))
    ? first.name
    : undefined;
};
