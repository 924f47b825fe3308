import { comparePair, pairName } from "../../projection/comparePair.ts";
import { uniformStorage } from "../../projection/storedType.ts";
import type { Reference } from "../../reference/reference.ts";
import { formatBytesPerSecond, formatTokensPerSecond } from "../../report/format.ts";
import { shortName } from "../../report/projectionWords.ts";
import { compareWords } from "../../ui/compareWords.ts";
import { comparedPairs } from "./comparedMachines.ts";
import { comparePage, type SitePage } from "./sitePage.ts";

const setup = {
  storage: uniformStorage("f16"),
  cacheType: "f16",
  batch: 1,
  contextTokens: 0,
} as const;

/** What a pair's page says before its script runs; each value is from the data. */
const pairPage = (reference: Reference, ids: readonly [string, string]): SitePage => {
  const [a, b] = ids.map((id) => reference.profiles.find((profile) => profile.id === id));
  const model = reference.models.find(({ id }) => id === "llama-3.1-8b");
  if (!a || !b || !model) throw new Error(`the data lacks a machine of ${ids.join(" and ")}`);
  const pair = comparePair([a, b], model, setup, { promptTokens: 512 });
  const rate = (side: "a" | "b"): string =>
    formatTokensPerSecond(pair[side].values.decodeTokensPerSecondPerUser);
  const memory = (side: "a" | "b"): string =>
    formatBytesPerSecond(pair[side].values.memoryBytesPerSecond);
  const names = [shortName(a.name), shortName(b.name)] as const;
  const heading = compareWords.heading(...names);
  return {
    ...comparePage,
    path: `${comparePage.path}${pairName(...ids)}/`,
    title: compareWords.title(heading),
    description: `${model.name} at 16 bits, one user, by published figures: ${names[0]} writes at most ${rate("a")} (memory ${memory("a")}), ${names[1]} ${rate("b")} (${memory("b")}).`,
    heading,
  };
};

/** The pairs that have a page of their own. */
export const pairPages = (reference: Reference): readonly SitePage[] =>
  comparedPairs.map((ids) => pairPage(reference, ids));
