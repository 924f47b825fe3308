import type { Terminal } from "./progress.ts";

/**
 * Whether text to this terminal may have colours: as FORCE_COLOR says where it is set (0 or false:
 * no), else not where NO_COLOR is set, and else on terminals that are not dumb.
 */
export const hasColour = (
  { isTTY }: Pick<Terminal, "isTTY">,
  { FORCE_COLOR, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean => {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return !NO_COLOR && isTTY === true && TERM !== "dumb";
};

const codes = { red: 31, yellow: 33, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** The text in a colour; as it is where there may be none. */
export const painted = (text: string, colour: Colour, isOn: boolean): string =>
  isOn ? `\u001b[${codes[colour]}m${text}\u001b[39m` : text;
