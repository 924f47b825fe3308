import { problem, type Problem } from "../../src/domain/problem.ts";

/** As model cards write them: 4K is 4,096 tokens and 1M is 1,048,576. */
const factors: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20 };

/** A whole number with or without K or M, between the two given. */
export const parseTokenCount = (
  option: string,
  text: string,
  { least, most, as }: { readonly least: number; readonly most: number; readonly as: string },
): number | Problem => {
  const [, digits = "", unit = ""] = /^(\d{1,9})([km]?)$/i.exec(text) ?? [];
  const count = Number(digits) * (factors[unit.toLowerCase()] ?? 1);
  if (digits === "") return problem(`${option}: "${text}" is not a number; give ${as}`);
  return count < least || count > most
    ? problem(`${option}: ${text} is out of range; give ${as}`)
    : count;
};
