import { isProblem, oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import { mostBatch, mostContextTokens } from "../../src/projection/setup.ts";
import {
  publishedStorage,
  storedTypes,
  uniformStorage,
  type StoredType,
  type WeightStorage,
} from "../../src/projection/storedType.ts";
import { systemOf, type System } from "../../src/projection/projectMachine.ts";
import type { Reference } from "../../src/reference/reference.ts";
import type { ReferenceModel } from "../../src/reference/referenceModel.ts";
import { parseOutputsOf, type Output } from "../options/outputs.ts";
import { nearMatches } from "../subcommand/nearMatches.ts";
import { readArguments, type ArgumentEntry } from "../subcommand/readArguments.ts";
import { parseTokenCount } from "./tokenCount.ts";

export const projectFormats = ["table", "json", "csv"] as const;
export type ProjectFormat = (typeof projectFormats)[number];

const asPublished = "published";
const mostChips = 100_000;

export const projectOptionTable = {
  model: { value: "ID", text: "a model of the list: references models" },
  accelerator: {
    value: "ID",
    repeatable: true,
    text: "a machine of the list: references machines; all of them where it is all",
  },
  "prefill-accelerator": { value: "ID", text: "a machine that reads the prompt instead" },
  batch: { value: "USERS", repeatable: true, text: `users at once, 1 (default) to ${mostBatch}` },
  context: {
    value: "TOKENS",
    repeatable: true,
    text: "tokens of each user in the cache, 0 (default) to 1M; 4K is 4,096",
  },
  prompt: { value: "TOKENS", text: "tokens to read (default 512)" },
  "data-type": {
    value: [...storedTypes, asPublished].join("|"),
    text: "how weights are stored (default f16); published where the model has a format of its own",
  },
  "cache-type": {
    value: storedTypes.join("|"),
    text: "how keys and values are stored (default f16)",
  },
  chips: {
    value: "N",
    text: "chips over which one copy is spread; else the fewest, and for a rack all of them too",
  },
  result: { value: "FILE", text: "a result of this program, set among the machines" },
  format: {
    value: `${projectFormats.join("|")}[=FILE]`,
    repeatable: true,
    text: "what to write (default table): one to stdout, any number to files",
  },
  quiet: { text: "say nothing about building" },
  help: { short: "h", text: "this text" },
} as const satisfies Readonly<Record<string, ArgumentEntry>>;

/** What is to be projected. */
export interface ProjectOptions {
  readonly model: ReferenceModel;
  readonly systems: readonly System[];
  readonly storage: WeightStorage;
  readonly cacheType: StoredType;
  readonly batches: readonly number[];
  readonly contexts: readonly number[];
  readonly promptTokens: number;
  readonly chips?: number;
  readonly resultFile?: string;
  readonly outputs: readonly Output<ProjectFormat>[];
}

export type ParsedProject =
  | { readonly status: "run"; readonly options: ProjectOptions }
  | { readonly status: "help" }
  | { readonly status: "bad"; readonly problems: readonly string[] };

/** An id that the list has not, with those that come near. */
const unknownId = (
  option: string,
  typed: string,
  ids: readonly string[],
  listedBy: string,
): Problem => {
  const near = nearMatches(typed, ids);
  const right = near.length > 0 ? `did you mean ${oneOf(near)}? ` : "";
  return problem(`${option}: "${typed}" is not in the list; ${right}${listedBy} lists all`);
};

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Parses the arguments after `project`; every id is one of the data. */
export const parseProject = (argv: readonly string[], reference: Reference): ParsedProject => {
  const { given, words, problems: wrong } = readArguments(argv, projectOptionTable);
  if (given.has("help")) return { status: "help" };
  type Name = keyof typeof projectOptionTable;
  const problems: Problem[] = [
    ...wrong,
    ...words.map((word) =>
      problem(`"${word}" is not an option; every value follows its option, as --batch 8`),
    ),
  ];
  const all = <T>(name: Name, parse: (text: string) => T | Problem): readonly T[] =>
    unique(given.get(name) ?? []).flatMap((text) => {
      const value = parse(text);
      if (!isProblem(value)) return [value];
      problems.push(value);
      return [];
    });
  const one = <T>(name: Name, parse: (text: string) => T | Problem): T | undefined =>
    all(name, parse).at(-1);
  const needed = (name: Name, example: string): void => {
    if (!given.has(name)) problems.push(problem(`--${name} is missing; give one, as ${example}`));
  };

  const modelIds = reference.models.map(({ id }) => id);
  const systems = [...reference.profiles, ...reference.pairings];
  const systemIds = systems.map(({ id }) => id);
  const system = (option: string) => (text: string) =>
    systemOf(reference, text) ?? unknownId(option, text, systemIds, "references machines");
  const stored = (option: string) => (text: string) =>
    storedTypes.find((type) => type === text) ??
    problem(`${option}: "${text}" is not known; give ${oneOf(storedTypes)}`);
  const users = { least: 1, most: mostBatch, as: `1 to ${mostBatch} users` };
  const tokens = { least: 0, most: mostContextTokens, as: "0 to 1M tokens, as 4096, 4K or 1M" };

  needed("model", "--model llama-3.1-8b");
  needed("accelerator", "--accelerator nvidia-h100-sxm");
  const model = one(
    "model",
    (text) =>
      reference.models.find(({ id }) => id === text) ??
      unknownId("--model", text, modelIds, "references models"),
  );
  const asked = given.get("accelerator") ?? [];
  const machines = asked.includes("all")
    ? systemIds.flatMap((id) => systemOf(reference, id) ?? [])
    : all("accelerator", system("--accelerator"));
  const prefill = one("prefill-accelerator", system("--prefill-accelerator"));
  const batches = all("batch", (text) => parseTokenCount("--batch", text, users));
  const contexts = all("context", (text) => parseTokenCount("--context", text, tokens));
  const promptTokens = one("prompt", (text) =>
    parseTokenCount("--prompt", text, { ...tokens, least: 1, as: "1 to 1M tokens, as 512 or 4K" }),
  );
  const storage = one("data-type", (text): WeightStorage | Problem => {
    if (text !== asPublished) {
      const type = storedTypes.find((candidate) => candidate === text);
      return type
        ? uniformStorage(type)
        : problem(
            `--data-type: "${text}" is not known; give ${oneOf([...storedTypes, asPublished])}`,
          );
    }
    const own = model && publishedStorage(model);
    return (
      own ??
      problem(
        `--data-type: ${model?.id ?? "this model"} has no format of its own in the list; give ${oneOf(storedTypes)}`,
      )
    );
  });
  const cacheType = one("cache-type", stored("--cache-type"));
  const chips = one("chips", (text) =>
    parseTokenCount("--chips", text, { least: 1, most: mostChips, as: `1 to ${mostChips} chips` }),
  );
  const resultFile = one("result", (text) => text);
  const outputs = parseOutputsOf(given.get("format") ?? [], projectFormats);
  problems.push(...outputs.filter(isProblem));

  if (problems.length > 0 || !model) {
    return { status: "bad", problems: problems.map((entry) => entry.problem) };
  }
  return {
    status: "run",
    options: {
      model,
      systems: prefill ? machines.map((machine) => withPrefill(machine, prefill)) : machines,
      storage: storage ?? uniformStorage("f16"),
      cacheType: cacheType ?? "f16",
      batches: batches.length > 0 ? batches : [1],
      contexts: contexts.length > 0 ? contexts : [0],
      promptTokens: promptTokens ?? 512,
      ...(chips !== undefined && { chips }),
      ...(resultFile !== undefined && { resultFile }),
      outputs: outputs.filter((output): output is Output<ProjectFormat> => !isProblem(output)),
    },
  };
};

/** The machine with another one to read its prompts. */
const withPrefill = (system: System, { prefill }: System): System => ({
  ...system,
  name:
    prefill.id === system.decode.id ? system.name : `${system.decode.name} after ${prefill.name}`,
  prefill,
});
