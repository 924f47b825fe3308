import { seededUniform } from "../statistics/seededUniform.ts";

export type GateSide = "a" | "b";

const orders = [
  ["a", "b", "b", "a"],
  ["b", "a", "a", "b"],
] as const satisfies readonly (readonly GateSide[])[];

/** Whose turn it is in each block to come: A B B A or B A A B, by lot, so that no rhythm of the machine favours one. */
export const blockOrder = (seed: number): (() => readonly GateSide[]) => {
  const random = seededUniform(seed);
  return () => orders[random() < 0.5 ? 0 : 1]!;
};
