/** First words that ask for something else than measuring. */
export const subcommandNames = [
  "doctor",
  "project",
  "references",
  "targets",
  "completion",
] as const;
export type SubcommandName = (typeof subcommandNames)[number];
