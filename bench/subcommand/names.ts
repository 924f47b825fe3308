/** First words that ask for something else than measuring. */
export const subcommandNames = ["project", "references"] as const;
export type SubcommandName = (typeof subcommandNames)[number];
