import { measuredDataTypes } from "../../src/domain/dataType.ts";
import { adapterChoices, suiteNames } from "../../src/domain/options.ts";
import { browserNames } from "../browser/installed.ts";
import type { ArgumentEntry } from "../subcommand/readArguments.ts";

export const formats = [
  "table",
  "json",
  "markdown",
  "csv",
  "jsonl",
  "junit",
  "github-benchmark",
  "llama-bench",
] as const;
export type Format = (typeof formats)[number];

/** Every option, in the order of the help. The parser and the help both read it. */
export const optionTable = {
  suite: {
    value: suiteNames.join("|"),
    text: "smoke proves every kernel in seconds; quick (default) measures; full measures everything",
  },
  model: { value: "ID", repeatable: true, text: "a model to emulate, by its shape" },
  "data-type": {
    value: measuredDataTypes.join("|"),
    repeatable: true,
    text: "how weights are stored",
  },
  memory: { value: "SIZE", text: "how much GPU memory may be taken, as 8GB" },
  format: {
    value: "FORMAT[=FILE]",
    repeatable: true,
    text: `${formats.join(", ")} (default table): one to stdout, any number to files`,
  },
  browser: {
    value: `PATH|${browserNames.join("|")}`,
    text: "which browser; else CHROMIUM_PATH, else one that is installed, else one is installed",
  },
  "browser-arg": {
    value: "ARG",
    repeatable: true,
    text: "an argument for the browser; recorded in the result",
  },
  adapter: {
    value: adapterChoices.join("|"),
    text: "what to insist on; auto (default) takes a processor's software adapter where there is no GPU",
  },
  timeout: {
    value: "TIME",
    text: "when to stop with what is finished, as 90s or 10m (default 10m; full 1h)",
  },
  kernel: {
    value: "ID",
    repeatable: true,
    hidden: true,
    text: "measure only these kernels",
  },
  quiet: { text: "say nothing but errors" },
  verbose: { text: "say also which browser is started how, and what came of it" },
  help: { short: "h", text: "this text" },
  version: { text: "the version of decode-wall" },
} as const satisfies Readonly<Record<string, ArgumentEntry>>;

export type OptionName = keyof typeof optionTable;

export const optionEntries = Object.entries(optionTable) as readonly (readonly [
  OptionName,
  ArgumentEntry,
])[];
