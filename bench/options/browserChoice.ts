import { oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import type { BrowserChoice } from "../browser/find.ts";
import { browserNames } from "../browser/installed.ts";

/** A browser by its name or its path, as `option` gives it. */
export const browserChoice = (option: string, text: string): BrowserChoice | Problem => {
  if (text === "firefox") {
    return problem(
      `${option}: firefox is not supported yet; give ${oneOf(browserNames)}, or a path`,
    );
  }
  const name = browserNames.find((candidate) => candidate === text);
  if (name) return { kind: "name", name };
  return /[\\/]/.test(text)
    ? { kind: "path", path: text }
    : problem(`${option}: "${text}" is not known; give ${oneOf(browserNames)}, or the path of one`);
};
