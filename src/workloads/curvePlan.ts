import type { Bytes } from "../domain/units.ts";

const pageBytes: Bytes = 4096;

/** Sets from `first` to `last`, so many for each doubling, in whole pages. */
export const geometric = (first: Bytes, last: Bytes, perDoubling: number): readonly Bytes[] =>
  Array.from(
    { length: Math.round(Math.log2(last / first) * perDoubling) + 1 },
    (_, i) => Math.round((first * 2 ** (i / perDoubling)) / pageBytes) * pageBytes,
  );

const timesTheCache = 8;
const perDoubling = 2;

/** Working sets of the cache curve: from the smallest to eight times past the cache. */
export const curveSizes = (first: Bytes, cacheBytes: Bytes): readonly Bytes[] => {
  const doublings = Math.ceil(Math.log2((timesTheCache * cacheBytes) / first) * perDoubling);
  return geometric(first, first * 2 ** (doublings / perDoubling), perDoubling);
};

const smallestSide = 256;

/** A matrix that takes half the cache leaves room for what else is there. */
const shareOfCache = 0.5;
const sides = 3;

/** Sides of square matrices that the cache holds: the largest power of two, its half and its quarter. */
export const cachedSides = (bytesPerWeight: Bytes, cacheBytes: Bytes): readonly number[] => {
  const largest = Math.floor(Math.log2((shareOfCache * cacheBytes) / bytesPerWeight) / 2);
  return Array.from({ length: sides }, (_, i) => 2 ** (largest - i)).filter(
    (side) => side >= smallestSide,
  );
};
