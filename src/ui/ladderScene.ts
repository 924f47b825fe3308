import type { Result } from "../domain/result.ts";
import type { RateKey } from "../projection/interactivity.ts";
import { ladderOf, usableKeys, type Ladder } from "../projection/ladder.ts";
import type { Setup } from "../projection/setup.ts";
import { youOf, type You } from "../projection/you.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { ladderLines, youId, type LadderLine } from "./ladderLines.ts";
import { setupOf, type Lens } from "./lens.ts";

/** What is shown before anything is asked for: two of datacenters, one all cache, one laptop. */
const first: readonly string[] = [
  "nvidia-b200-sxm",
  "nvidia-h100-sxm",
  "groq-lpu-v1-576",
  "apple-m4-max",
];
const mostFirst = 4;

/** Of machines without the figure asked for, the fastest of the others take the place. */
const firstOf = (lines: readonly LadderLine[]): readonly string[] => {
  const ids = lines.map(({ id }) => id).filter((id) => id !== youId);
  const others = ids.filter((id) => !first.includes(id));
  return [...ids.filter((id) => first.includes(id)), ...others].slice(0, mostFirst);
};

const usualBaseline = "nvidia-h100-sxm";

/** What the visitor looks at, and whom they are set among. */
export interface LadderInput {
  readonly reference: Reference;
  /** Undefined: only machines. */
  readonly result: Result | undefined;
  readonly lens: Lens;
  readonly key: RateKey;
  /** A machine's id or `you`; undefined: the visitor where there is one. */
  readonly baselineId: string | undefined;
  readonly isWhole: boolean;
}

/** What one drawing of the ladder is made from. */
export interface LadderScene {
  readonly model: ReferenceModel;
  readonly setup: Setup;
  readonly ladder: Ladder;
  readonly you: You | undefined;
  /** As asked, or per user where too few machines have that figure. */
  readonly key: RateKey;
  /** All rungs, the fastest first. */
  readonly lines: readonly LadderLine[];
  /** Those that are drawn. */
  readonly shown: readonly LadderLine[];
  readonly baseline: LadderLine | undefined;
}

export const ladderScene = (input: LadderInput): LadderScene => {
  const { reference, result, lens, baselineId, isWhole } = input;
  const model = reference.models.find(({ id }) => id === lens.modelId);
  if (!model) throw new Error(`the reference data has no model ${lens.modelId}`);
  const setup = setupOf(lens, model);
  const ladder = ladderOf(reference, model, setup);
  const you = result && youOf(result, model, setup);
  const key = usableKeys(ladder.rows).includes(input.key) ? input.key : "perUser";
  const lines = ladderLines(ladder, you, key, setup);
  const baseline =
    [baselineId, youId, usualBaseline]
      .map((id) => lines.find((line) => line.id === id))
      .find((line) => line !== undefined) ?? lines.at(-1);
  const always = [youId, ...firstOf(lines), ...(baselineId === undefined ? [] : [baselineId])];
  const shown = isWhole ? lines : lines.filter(({ id }) => always.includes(id));
  return { model, setup, ladder, you, key, lines, shown, baseline };
};
