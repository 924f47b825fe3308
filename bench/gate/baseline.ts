import { isProblem } from "../../src/domain/problem.ts";
import type { Result } from "../../src/domain/result.ts";
import { conclude } from "../conclude.ts";
import { exitCodes } from "../exitCodes.ts";
import { measure, type MeasureContext, type Measured, type MeasureOptions } from "../measure.ts";
import type { Gated } from "./against.ts";
import { pinAnchor, readAnchor } from "./anchor.ts";
import { judgeStored, slowerMetrics } from "./judgeStored.ts";
import type { GateMode, GateOptions } from "./options.ts";
import { readStoredRuns, saveRun, storeAt, type RunStore, type StoredRun } from "./storedRuns.ts";

type BaselineMode = Extract<GateMode, { kind: "baseline" }>;

export interface BaselineContext extends MeasureContext {
  /** Measures once; the tests put another in its stead. */
  readonly measureOnce?: (options: MeasureOptions, context: MeasureContext) => Promise<Measured>;
}

const badInput = (message: string): Gated => ({ measured: { status: "bad-input", message } });

const resultOf = (measured: Measured): Result | undefined =>
  measured.status === "driven" ? measured.driven.result : undefined;

/** Keeps the new runs, unless one is not to be trusted; answers what went wrong where it could not. */
const save = (
  store: RunStore,
  stored: readonly StoredRun[],
  fresh: readonly Result[],
  { allow }: GateOptions,
  say: (text: string) => void,
): string | undefined => {
  const kept: StoredRun[] = [];
  for (const result of fresh) {
    const { level } = result.confidence;
    if (level !== "high" && !allow.includes("low-confidence")) {
      say(
        `not saved: its confidence is ${level}, and a baseline wants high (--allow low-confidence saves anyway)`,
      );
      continue;
    }
    const saved = saveRun(store, result);
    if (isProblem(saved)) return saved.problem;
    say(`saved as ${saved.name}`);
    kept.push(saved);
  }
  const pinned = kept.length > 0 ? pinAnchor(store, [...stored, ...kept]) : undefined;
  if (isProblem(pinned)) return pinned.problem;
  if (pinned !== undefined) say(pinned);
  return undefined;
};

/** Measures new runs, compares them with stored ones, and keeps them where that is asked for. */
export const gateBaseline = async (
  options: MeasureOptions,
  gate: GateOptions & { readonly mode: BaselineMode },
  context: BaselineContext,
): Promise<Gated> => {
  const { mode, limits, allow } = gate;
  const { say, interrupted, measureOnce = measure } = context;
  const store = storeAt(mode.path);
  if (isProblem(store)) return badInput(store.problem);
  if (mode.save && store.kind === "document") {
    return badInput(
      `--save-baseline: ${mode.path} holds one document; give --baseline a folder, or a file that ends in .jsonl`,
    );
  }
  const stored = readStoredRuns(store);
  if (isProblem(stored)) return badInput(stored.problem);
  if (stored.length === 0 && !mode.save) {
    return badInput(
      `--baseline: there is no stored run in ${mode.path}; --save-baseline puts the first one there`,
    );
  }
  const anchor = readAnchor(store, stored);
  if (isProblem(anchor)) return badInput(anchor.problem);

  const against = `${stored.length === 0 ? "no" : stored.length} stored ${stored.length === 1 ? "run" : "runs"} in ${mode.path}`;
  const judge = (fresh: readonly Result[]) =>
    judgeStored({ stored, anchor, fresh, limits, allow, against });
  const fresh: Result[] = [];
  for (let wanted = mode.runs, run = 1; run <= wanted; run += 1) {
    if (wanted > 1) say(`run ${run} of ${wanted}`);
    const measured = await measureOnce(options, context);
    const { exitCode } = conclude(measured, { interrupted: interrupted.aborted });
    const result = resultOf(measured);
    if (exitCode !== exitCodes.measured || !result) return { measured };
    fresh.push(result);
    if (run === wanted && mode.runs === 1 && run === 1) {
      const slower = slowerMetrics(judge(fresh));
      if (slower.length > 0) {
        say(`${slower.join("; ")}: slower by one run, so another one is measured to be sure`);
        wanted = 2;
      }
    }
    if (run < wanted) continue;
    const report = judge(fresh);
    if (mode.save && report.incomparable.length === 0) {
      const problem = save(store, stored, fresh, gate, say);
      if (problem !== undefined) return { measured, report, unsaved: problem };
    }
    return { measured, report };
  }
  return badInput("--runs: nothing was measured");
};
