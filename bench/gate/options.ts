import { gateLooks } from "../../src/analysis/gateBlocks.ts";
import { allowances, type Allowance, type GateLimit } from "../../src/domain/gate.ts";
import { isProblem, oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import type { BrowserChoice } from "../browser/find.ts";
import { defaultLimit, limitsOfAll, parseLimits } from "./limits.ts";

/** What is compared with what. */
export type GateMode =
  | {
      readonly kind: "against";
      /** Folder or address of another build; this one where absent. */
      readonly page?: string;
      /** The browser of the other side; the same where absent. */
      readonly browser?: BrowserChoice;
      readonly mostBlocks: number;
    }
  | {
      readonly kind: "baseline";
      readonly path: string;
      /** How many new runs are measured. */
      readonly runs: number;
      /** New runs join the stored ones. */
      readonly save: boolean;
    };

/** What decides whether a change may be merged. */
export interface GateOptions {
  readonly mode: GateMode;
  readonly limits: readonly GateLimit[];
  readonly allow: readonly Allowance[];
  /** `unsure` is no pass. */
  readonly strict: boolean;
}

/** The options of a gate as texts, empty ones left out. */
export interface GivenGate {
  readonly against: string | undefined;
  readonly baseline: string | undefined;
  readonly maxRegression: string | undefined;
  readonly runs: string | undefined;
  readonly blocks: string | undefined;
  readonly allow: readonly string[];
  readonly saveBaseline: boolean;
  readonly strict: boolean;
  readonly browsers: readonly BrowserChoice[];
}

const mostRuns = 100;
const [fewestBlocks] = gateLooks;
const mostBlocks = gateLooks.at(-1)!;

const wholeNumber = (
  option: string,
  text: string | undefined,
  [least, most]: readonly [number, number],
  otherwise: number,
): number | Problem => {
  if (text === undefined) return otherwise;
  const count = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return count >= least && count <= most
    ? count
    : problem(`${option}: "${text}" is not right; give a whole number from ${least} to ${most}`);
};

const allowanceIn = (text: string): Allowance | Problem =>
  allowances.find((candidate) => candidate === text) ??
  problem(`--allow: "${text}" is not known; give ${oneOf(allowances)}`);

/** Options that need one that is not there. */
const stray = (given: GivenGate): readonly Problem[] => {
  const comparing = given.against !== undefined || given.browsers.length > 1;
  const storing = given.baseline !== undefined;
  const needs = (isGiven: boolean, isRight: boolean, name: string, what: string) =>
    isGiven && !isRight ? [problem(`${name} needs ${what}`)] : [];
  const either = "--against PAGE, two of --browser, or --baseline FILE";
  return [
    ...needs(given.maxRegression !== undefined, comparing || storing, "--max-regression", either),
    ...needs(given.allow.length > 0, comparing || storing, "--allow", either),
    ...needs(given.strict, comparing || storing, "--strict", either),
    ...needs(
      given.blocks !== undefined,
      comparing,
      "--blocks",
      "--against PAGE or two of --browser",
    ),
    ...needs(given.runs !== undefined, storing, "--runs", "--baseline FILE"),
    ...needs(given.saveBaseline, storing, "--save-baseline", "--baseline FILE"),
  ];
};

const clashes = ({ against, baseline, browsers }: GivenGate): readonly Problem[] => {
  const two = browsers.length > 1;
  return [
    ...(browsers.length > 2
      ? [problem("--browser: at most two browsers are compared; give one or two")]
      : []),
    ...(against !== undefined && baseline !== undefined
      ? [problem("--against and --baseline: give one of them")]
      : []),
    ...(against !== undefined && two
      ? [problem("--against and two of --browser: two builds or two browsers; give one of them")]
      : []),
    ...(baseline !== undefined && two
      ? [problem("--baseline and two of --browser: stored runs are of one browser; give one")]
      : []),
  ];
};

/** What the gate is to do; undefined where nothing is compared, or everything that is wrong about it. */
export const parseGate = (given: GivenGate): GateOptions | undefined | readonly Problem[] => {
  const problems: Problem[] = [...stray(given), ...clashes(given)];
  const kept = <T>(value: T | Problem): T | undefined => {
    if (!isProblem(value)) return value as T;
    problems.push(value);
    return undefined;
  };
  const limits =
    given.maxRegression === undefined
      ? limitsOfAll(defaultLimit)
      : kept(parseLimits(given.maxRegression));
  const allow = given.allow.flatMap((text) => kept(allowanceIn(text)) ?? []);
  const blocks = kept(
    wholeNumber("--blocks", given.blocks, [fewestBlocks, mostBlocks], mostBlocks),
  );
  const runs = kept(wholeNumber("--runs", given.runs, [1, mostRuns], 1));
  if (problems.length > 0 || !limits || blocks === undefined || runs === undefined) return problems;

  const common = { limits, allow, strict: given.strict };
  const { against, baseline, browsers, saveBaseline: save } = given;
  if (baseline !== undefined) {
    return { ...common, mode: { kind: "baseline", path: baseline, runs, save } };
  }
  const [first] = browsers;
  const other = browsers.length === 2 ? first : undefined;
  if (against === undefined && !other) return undefined;
  return {
    ...common,
    mode: {
      kind: "against",
      ...(against !== undefined && { page: against }),
      ...(other && { browser: other }),
      mostBlocks: blocks,
    },
  };
};
