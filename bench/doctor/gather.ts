import type { AdapterKind } from "../../src/domain/capabilities.ts";
import { tryBrowser, type AttemptContext } from "./attempt.ts";
import { browsersOf } from "./browsers.ts";
import type { Attempt, Facts, FoundBrowser, Outcome, Trial } from "./facts.ts";
import type { System } from "./system.ts";
import { systemFacts } from "./systemFacts.ts";

export interface GatherContext extends AttemptContext {
  readonly machine: System;
  readonly say: (text: string) => void;
  /** Path of the only browser to look at. */
  readonly browser?: string;
}

const isHardware = (outcome: Outcome): boolean =>
  outcome.status === "adapter" && outcome.kind === "hardware";

const saidOf = (asked: AdapterKind | "none"): string =>
  asked === "none" ? "without flags" : `for a ${asked} adapter`;

/** A GPU in any browser first; where there is none, what the first browser gives else. */
const plansOf = (
  browsers: readonly FoundBrowser[],
): readonly (readonly [string, AdapterKind | "none"])[] => [
  ...browsers.map(({ path }) => [path, "hardware"] as const),
  ...browsers.slice(0, 1).map(({ path }) => [path, "none"] as const),
  ...browsers.map(({ path }) => [path, "software"] as const),
];

/** Looks at the system, then starts browsers until one gives a GPU, or all that is left is software. */
export const gather = async (context: GatherContext): Promise<Facts> => {
  const { machine, say, interrupted, browser } = context;
  const system = systemFacts(machine);
  const browsers = browsersOf(browser, machine);
  const attempts: Attempt[] = [];
  let trial: Trial | undefined;
  for (const [path, asked] of plansOf(browsers)) {
    if (interrupted.aborted) break;
    const isReached = attempts.some(({ outcome }) => isHardware(outcome));
    if (isReached && asked !== "none") continue;
    if (trial && asked === "software") break;
    say(`starting ${path} ${saidOf(asked)}`);
    const tried = await tryBrowser(path, asked, context, (outcome) =>
      asked === "software" ? outcome.status === "adapter" : !trial && isHardware(outcome),
    );
    attempts.push(tried.attempt);
    trial ??= tried.trial;
  }
  return { system, browsers, attempts, ...(trial && { trial }) };
};
