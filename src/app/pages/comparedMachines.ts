import { pairName } from "../../projection/comparePair.ts";

/**
 * Machines whose pairs have a page of their own. All 2,850 pairs of the data would be 9 MB of files
 * that hardly anybody looks for; these 190 are what is argued about, and any other pair has an
 * address too (`compare/?a=…&b=…`), whose title a script sets.
 */
export const comparedMachines: readonly string[] = [
  "nvidia-a100-80gb-sxm",
  "nvidia-h100-sxm",
  "nvidia-h200-sxm",
  "nvidia-b200-sxm",
  "nvidia-b300-sxm",
  "nvidia-gb200-nvl72",
  "nvidia-gb300-nvl72",
  "nvidia-vera-rubin-nvl72",
  "nvidia-groq-3-lpx",
  "groq-lpu-v1-576",
  "cerebras-wse-3",
  "amd-mi300x",
  "amd-mi355x",
  "google-tpu7x",
  "aws-trainium3",
  "apple-m4-max",
  "nvidia-rtx-4090",
  "nvidia-rtx-5090",
  "nvidia-dgx-spark",
  "amd-ryzen-ai-max-395",
];

/** Each pair once, in the order of the list. */
export const comparedPairs: readonly (readonly [string, string])[] = comparedMachines.flatMap(
  (a, index) => comparedMachines.slice(index + 1).map((b) => [a, b] as const),
);

const own = new Set(comparedPairs.map(([a, b]) => pairName(a, b)));

/** Folder of a pair's own page below `compare/`; undefined where it has none in this order. */
export const ownPagePath = (a: string, b: string): string | undefined => {
  const name = pairName(a, b);
  return own.has(name) ? `${name}/` : undefined;
};
