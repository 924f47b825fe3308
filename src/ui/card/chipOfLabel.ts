import type { AcceleratorRoof } from "../charts/acceleratorRoof.ts";

/** Makers, families and packages, which adapters leave out or write otherwise. */
const unspecific: ReadonlySet<string> = new Set(
  "nvidia geforce amd instinct ryzen google apple dgx hgx gpu sxm".split(" "),
);

/** What makes a label another chip than the one whose name it contains, with other ceilings. */
const variant = /\b(laptop|mobile|max-?q|pcie|nvl|ti|super|d|ultra|mig)\b/i;

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9+]+/)
    .filter((word) => word !== "" && !unspecific.has(word));

/** The name before its brackets, and those within that have a number: "DGX Spark", "GB10". */
const namesOf = (full: string): readonly (readonly string[])[] => {
  const [name = [], ...others] = full.split(/[(),/]/).map(wordsOf);
  const numbered = others.filter((words) => words.some((word) => /\d/.test(word)));
  return [name, ...numbered].filter((words) => words.length > 0);
};

/** The chip whose whole name stands in a device's label; undefined where none or several do. */
export const chipOfLabel = <Roof extends Pick<AcceleratorRoof, "accelerator">>(
  label: string,
  choices: readonly Roof[],
): Roof | undefined => {
  if (variant.test(label)) return undefined;
  const known = new Set(wordsOf(label));
  const matching = choices.filter(({ accelerator }) =>
    namesOf(accelerator.name).some((words) => words.every((word) => known.has(word))),
  );
  return matching.length === 1 ? matching[0] : undefined;
};
