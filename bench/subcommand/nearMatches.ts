import { nearest } from "../options/nearest.ts";

const most = 5;

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== "");

/** Names that have every word of what was typed, else the one that differs by a few letters. */
export const nearMatches = (typed: string, names: readonly string[]): readonly string[] => {
  const words = wordsOf(typed);
  const holding =
    words.length === 0 ? [] : names.filter((name) => words.every((word) => name.includes(word)));
  if (holding.length > 0) return holding.slice(0, most);
  const near = nearest(typed, names);
  return near === undefined ? [] : [near];
};
