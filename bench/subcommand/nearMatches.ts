import { nearest } from "../options/nearest.ts";

const most = 5;

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== "");

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Names that hold what was typed: as whole words, within words, or apart from punctuation. */
const holding = (typed: string, names: readonly string[]): readonly string[] => {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const tests: readonly ((name: string) => boolean)[] = [
    (name) => words.every((word) => wordsOf(name).includes(word)),
    (name) => words.every((word) => name.includes(word)),
    (name) => letters(name).includes(letters(typed)),
  ];
  const test = tests.find((candidate) => names.some(candidate));
  return test ? names.filter(test) : [];
};

/** Names that were likely meant, few and best first; empty where none is near. */
export const nearMatches = (typed: string, names: readonly string[]): readonly string[] => {
  const held = holding(typed, names);
  if (held.length > 0) return held.slice(0, most);
  const near = nearest(typed, names);
  return near === undefined ? [] : [near];
};
