/** Every code's plain words, one table for each kind of code. */
export { failureWords, wordsOfFailure } from "./failureWords.ts";
export { skipWords } from "./skipWords.ts";
export { warningWords } from "./warningWords.ts";
export type { Platform, Words } from "./wording.ts";
