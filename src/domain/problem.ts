/** Why a value cannot be taken, and what would be right. */
export interface Problem {
  readonly problem: string;
}

export const problem = (text: string): Problem => ({ problem: text });

export const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" && value !== null && "problem" in value;

/** `a, b or c`. */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
