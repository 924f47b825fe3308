import { formatCount } from "../report/format.ts";

/** Tokens of a context as they are spoken of: "4K" is 4,096. */
export const contextName = (tokens: number): string =>
  tokens >= 1024 && tokens % 1024 === 0 ? `${formatCount(tokens / 1024)}K` : formatCount(tokens);
