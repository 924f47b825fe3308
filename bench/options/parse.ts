import { dataTypes, measuredDataTypes, type DataType } from "../../src/domain/dataType.ts";
import { adapterChoices, suiteNames } from "../../src/domain/options.ts";
import type { AdapterChoice, SuiteName } from "../../src/domain/options.ts";
import type { Bytes, Seconds } from "../../src/domain/units.ts";
import { namedModels } from "../../src/reference/models.ts";
import type { BrowserChoice } from "../browser/find.ts";
import { parseGate, type GateOptions } from "../gate/options.ts";
import { problemOfBrowserArgument } from "./browserArguments.ts";
import { browserChoice } from "./browserChoice.ts";
import { nearest } from "./nearest.ts";
import { parseOutputs, type Output } from "./outputs.ts";
import { isProblem, oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import { parseBytes, parseSeconds } from "../../src/domain/quantities.ts";
import type { OptionName } from "./table.ts";
import { readTokens } from "./tokens.ts";

/** What the command is asked to do. */
export interface CommandOptions {
  readonly suite: SuiteName;
  readonly models?: readonly string[];
  readonly dataTypes?: readonly DataType[];
  readonly kernels?: readonly string[];
  readonly memoryBytes?: Bytes;
  readonly outputs: readonly Output[];
  readonly browser?: BrowserChoice;
  readonly browserArguments: readonly string[];
  readonly adapter: AdapterChoice;
  readonly timeoutSeconds: Seconds;
  /** Compare with another build, another browser or stored runs; absent: measure only. */
  readonly gate?: GateOptions;
  readonly quiet: boolean;
  /** Says also which browser is started how, and what came of it. */
  readonly verbose: boolean;
}

export type Parsed =
  | { readonly status: "run"; readonly options: CommandOptions }
  | { readonly status: "help" }
  | { readonly status: "version" }
  /** Each problem names option, value and what would be right. */
  | { readonly status: "bad"; readonly problems: readonly string[] };

const choice = <T extends string>(
  option: string,
  text: string,
  choices: readonly T[],
): T | Problem =>
  choices.find((candidate) => candidate === text) ??
  problem(`${option}: "${text}" is not known; give ${oneOf(choices)}`);

const fromList = (option: string, text: string, names: readonly string[]): string | Problem => {
  if (names.includes(text)) return text;
  const near = nearest(text, names);
  return problem(
    `${option}: "${text}" is not known; ${near ? `did you mean ${near}? All are ` : "give "}${oneOf(names)}`,
  );
};

const dataType = (text: string): DataType | Problem =>
  dataTypes.some((known) => known === text) && !measuredDataTypes.some((type) => type === text)
    ? problem(
        `--data-type: ${text} has no kernels in this version; give ${oneOf(measuredDataTypes)}`,
      )
    : choice("--data-type", text, measuredDataTypes);

const defaultTimeoutSeconds: Readonly<Record<SuiteName, Seconds>> = {
  smoke: 600,
  quick: 600,
  full: 3600,
};

const isProblems = (
  gate: GateOptions | undefined | readonly Problem[],
): gate is readonly Problem[] => Array.isArray(gate);

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The one parser: arguments to a frozen object, or everything that is wrong about them. */
export const parseOptions = (argv: readonly string[], kernelIds: readonly string[]): Parsed => {
  const { given, problems: wrongTokens } = readTokens(argv);
  if (given.has("help")) return { status: "help" };
  if (given.has("version")) return { status: "version" };

  const problems: Problem[] = [...wrongTokens];
  const all = <T>(name: OptionName, parse: (text: string) => T | Problem): readonly T[] =>
    unique(given.get(name) ?? []).flatMap((text) => {
      if (text === "") return []; // its absence is told already
      const value = parse(text);
      if (!isProblem(value)) return [value];
      problems.push(value);
      return [];
    });
  const one = <T>(name: OptionName, parse: (text: string) => T | Problem): T | undefined =>
    all(name, parse).at(-1);

  const suite = one("suite", (text) => choice("--suite", text, suiteNames)) ?? "quick";
  const ids = namedModels.map(({ id }) => id);
  const chosenModels = all("model", (text) => fromList("--model", text, ids));
  const chosenTypes = all("data-type", dataType);
  const kernels = all("kernel", (text) => fromList("--kernel", text, kernelIds));
  const memoryBytes = one("memory", (text) => parseBytes("--memory", text));
  const browsers = all("browser", (text) => browserChoice("--browser", text));
  const chosenBrowser = browsers.at(-1);
  const named = (given.get("browser") ?? []).filter((text) => text !== "");
  const repeated = named.find((text, index) => named.indexOf(text) < index);
  if (repeated !== undefined) {
    // A comparison was meant: to measure one browser and pass would be worse than to refuse.
    problems.push(problem(`--browser: ${repeated} is given twice; give two, or one to measure it`));
  }
  const browserArguments = all("browser-arg", (text) => problemOfBrowserArgument(text) ?? text);
  const adapter = one("adapter", (text) => choice("--adapter", text, adapterChoices)) ?? "auto";
  const timeoutSeconds = one("timeout", (text) => parseSeconds("--timeout", text));
  const outputs = parseOutputs((given.get("format") ?? []).filter((text) => text !== ""));
  problems.push(...outputs.filter(isProblem));
  const text = (name: OptionName): string | undefined => given.get(name)?.at(-1) || undefined;
  const gate = parseGate({
    against: text("against"),
    baseline: text("baseline"),
    maxRegression: text("max-regression"),
    runs: text("runs"),
    blocks: text("blocks"),
    allow: unique(given.get("allow") ?? []).filter((each) => each !== ""),
    saveBaseline: given.has("save-baseline"),
    strict: given.has("strict"),
    browsers: repeated === undefined ? browsers : [...browsers, ...browsers.slice(-1)],
  });
  if (isProblems(gate)) problems.push(...gate);
  else if (gate?.mode.kind === "against" && chosenTypes.some((type) => type !== "f16")) {
    problems.push(
      problem(
        "--data-type: builds and browsers are compared in f16; leave it out, or compare stored runs by --baseline",
      ),
    );
  }
  if (given.has("quiet") && given.has("verbose")) {
    problems.push(problem("--quiet and --verbose: give one of them"));
  }

  if (problems.length > 0) {
    return { status: "bad", problems: problems.map((entry) => entry.problem) };
  }
  return {
    status: "run",
    options: Object.freeze({
      suite,
      ...(chosenModels.length > 0 && { models: chosenModels }),
      ...(chosenTypes.length > 0 && { dataTypes: chosenTypes }),
      ...(kernels.length > 0 && { kernels }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      outputs: outputs.filter((output): output is Output => !isProblem(output)),
      ...(chosenBrowser && { browser: chosenBrowser }),
      browserArguments,
      adapter,
      timeoutSeconds: timeoutSeconds ?? defaultTimeoutSeconds[suite],
      ...(gate && !isProblems(gate) && { gate }),
      quiet: given.has("quiet"),
      verbose: given.has("verbose"),
    }),
  };
};
