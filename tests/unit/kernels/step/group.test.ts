import { describe, expect, it } from "vitest";
import { group, mostTiles, type GroupSample } from "../../../../src/kernels/step/group.ts";
import { meet } from "../../../../src/kernels/step/meet.ts";

const shape = { tokens: 4, chosen: 2, experts: 3, tileRows: 2 };

/** Order and tiles, as pairs and as fours. */
const grouped = (sample: GroupSample) => {
  const values = group.reference(sample).map(({ value }) => value);
  const choices = sample.choices.length;
  const order = Array.from({ length: choices }, (_, i) => values.slice(2 * i, 2 * i + 2));
  const tiles = values.slice(2 * choices);
  return {
    order,
    tiles: Array.from({ length: tiles.length / 4 }, (_, i) => tiles.slice(4 * i, 4 * i + 3)),
  };
};

describe("choices", () => {
  it("stand by expert, and of one expert in the order of their tokens", () => {
    const { order } = grouped({ ...shape, choices: [2, 0, 2, 1, 0, 2, 2, 1] });
    expect(order).toEqual([
      [1, 0],
      [4, 2],
      [3, 1],
      [7, 3],
      [0, 0],
      [2, 1],
      [5, 2],
      [6, 3],
    ]);
  });

  it("come in tiles of one expert, the last of each as long as its list, and empty ones", () => {
    const { tiles } = grouped({ ...shape, choices: [2, 0, 2, 0, 0, 2, 2, 0] });
    expect(tiles).toEqual([
      [0, 0, 2],
      [0, 2, 4],
      [2, 4, 6],
      [2, 6, 8],
      [0, 0, 0],
    ]);
  });

  it.each([
    [1, 1, 1, 8],
    [3, 2, 8, 16],
    [13, 2, 8, 16],
    [64, 4, 32, 16],
    [2048, 4, 32, 64],
    [100, 8, 128, 64],
  ])("of %i tokens to %i of %i never need more tiles of %s than there are", (...numbers) => {
    const [tokens, chosen, experts, tileRows] = numbers;
    const own = { tokens, chosen, experts, tileRows };
    // Every expert but one has one choice more than fills its tiles.
    const lone = Math.min(experts, tokens * chosen);
    const choices = Array.from({ length: tokens * chosen }, (_, i) => (i < lone ? i : 0));
    const { tiles } = grouped({ ...own, choices });
    expect(tiles).toHaveLength(mostTiles(own));
    expect(tiles.filter(([, first, end]) => first! < end!)).toHaveLength(mostTiles(own));
  });
});

it("what experts gave meets by their shares, each with its bias", () => {
  const of = (...values: number[]): Float32Array => Float32Array.from(values);
  const values = meet.reference([
    { answer: of(1, -2), share: 0.75, bias: of(1, 0) },
    { answer: of(4, 8), share: 0.25 },
  ]);
  expect(values).toEqual([
    { value: 2.5, magnitude: 2.5 },
    { value: 0.5, magnitude: 3.5 },
  ]);
});
