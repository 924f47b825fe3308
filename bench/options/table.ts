import { measuredDataTypes } from "../../src/domain/dataType.ts";
import { allowances, defaultGateMetrics, gateMetricNames } from "../../src/domain/gate.ts";
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
    repeatable: true,
    text: "which browser; else CHROMIUM_PATH, else one that is installed, else one is installed; two are compared, the first with the second",
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
  against: {
    value: "DIST|URL",
    text: "compare with another build of the page, both sampled in turns on this machine",
  },
  baseline: {
    value: "FILE|DIR",
    text: "compare with stored runs: a folder of results, or a file with one a line (.jsonl)",
  },
  "save-baseline": { text: "add the new run to the stored ones" },
  runs: { value: "N", text: "how many new runs to compare with stored ones (default 1)" },
  "max-regression": {
    value: "5%|METRIC=5%,…",
    text: `how much slower is a regression (default 5%) for ${defaultGateMetrics.join(", ")}; or for those named of ${gateMetricNames.join(", ")}`,
  },
  allow: {
    value: "WHAT",
    repeatable: true,
    text: `what may differ between the two: ${allowances.join(", ")}`,
  },
  strict: { text: "end with 3 where the comparison stays unsure" },
  blocks: {
    value: "N",
    text: "the most blocks of --against, 16 to 192 (default 192)",
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
