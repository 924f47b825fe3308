import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import * as v from "valibot";
import { isProblem, problem, type Problem } from "../../src/domain/problem.ts";
import { anchorFile, writeWhole, type RunStore, type StoredRun } from "./storedRuns.ts";

/** So many of the oldest runs are pinned, once there are so many. */
export const anchorRuns = 10;

const schema = v.object({
  schema: v.literal("decode-wall.anchor/1"),
  runs: v.array(v.object({ name: v.string(), sha256: v.string() })),
});

/**
 * The runs that are pinned, to which every later run is compared as well, so that a slow drift shows.
 * Empty where none are pinned yet; a problem where one of them is missing or was changed, since nothing
 * replaces them silently.
 */
export const readAnchor = (
  store: RunStore,
  runs: readonly StoredRun[],
): readonly StoredRun[] | Problem => {
  const file = anchorFile(store);
  if (!existsSync(file)) return [];
  const remedy = `bring it back, or delete ${basename(file)} so that the oldest runs are pinned anew`;
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(file, "utf8")));
    if (!parsed.success) return problem(`--baseline: ${file} pins no runs; ${remedy}`);
    const found = parsed.output.runs.map(
      ({ name, sha256 }) =>
        runs.find(({ digest }) => digest === sha256) ??
        problem(`--baseline: the anchor run ${name} is missing or was changed; ${remedy}`),
    );
    return found.find(isProblem) ?? found.filter((run): run is StoredRun => !isProblem(run));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return problem(`--baseline: ${file} cannot be read (${reason}); ${remedy}`);
  }
};

/** Pins the oldest runs, where none are pinned and there are enough; answers what happened, in words. */
export const pinAnchor = (
  store: RunStore,
  runs: readonly StoredRun[],
): string | Problem | undefined => {
  const file = anchorFile(store);
  if (existsSync(file) || runs.length < anchorRuns) return undefined;
  const pinned = runs.slice(0, anchorRuns).map(({ name, digest }) => ({ name, sha256: digest }));
  try {
    const document = { schema: "decode-wall.anchor/1", runs: pinned };
    writeWhole(file, `${JSON.stringify(document, undefined, 2)}\n`);
    return `the oldest ${anchorRuns} runs are pinned in ${basename(file)}: later ones are compared with them too`;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return problem(`--save-baseline: ${file} cannot be written (${reason})`);
  }
};
