import { problem, type Problem } from "../../src/domain/problem.ts";

/** Arguments that the command sets itself, or that would make its numbers or its browser unsafe. */
const refused: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /^--(user-data-dir|remote-debugging-(pipe|port|address))\b/,
    why: "the command sets it itself",
  },
  {
    pattern: /^--remote-allow-origins\b/,
    why: "it would let any page take over the browser",
  },
  {
    pattern: /^--disable-gpu-watchdog\b/,
    why: "visitors' browsers have the watchdog, so the numbers would not be theirs",
  },
];

/** What the result document keeps of an argument. */
const mostCharacters = 200;

/** What is wrong with an argument for the browser; undefined where it can be passed on. */
export const problemOfBrowserArgument = (text: string): Problem | undefined => {
  if (!text.startsWith("--")) {
    return problem(
      `--browser-arg: "${text}" is not an argument of a browser; give one as --browser-arg=--name=value`,
    );
  }
  if (text.length > mostCharacters) {
    return problem(
      `--browser-arg: an argument of ${text.length} characters is too long for the result; give at most ${mostCharacters}`,
    );
  }
  const entry = refused.find(({ pattern }) => pattern.test(text));
  return entry && problem(`--browser-arg ${text}: not passed on, since ${entry.why}; leave it out`);
};
