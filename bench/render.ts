import { resultCsv } from "../src/report/csv.ts";
import type { Result } from "../src/domain/result.ts";
import type { GateReport } from "../src/report/gateReport.ts";
import { gateTable } from "../src/report/gateTable.ts";
import { resultGithubBenchmark } from "../src/report/githubBenchmark.ts";
import { resultJson } from "../src/report/json.ts";
import { resultJsonLines } from "../src/report/jsonLines.ts";
import { resultJunit } from "../src/report/junit.ts";
import { resultLlamaBench } from "../src/report/llamaBench.ts";
import { resultMarkdown } from "../src/report/markdown.ts";
import type { Report } from "../src/report/report.ts";
import { resultTable } from "../src/report/table.ts";
import { withoutWorkflowCommands } from "../src/report/workflowCommands.ts";
import type { Format } from "./options/table.ts";

/** Readers of results leave out fields that they do not know. */
const withGate = (result: Result, gate: GateReport | undefined): Result =>
  gate ? Object.assign({ ...result }, { gate }) : result;

/** A report in each format that `--format` names; `width` is in characters, for what is laid out in them. */
export const render: Readonly<Record<Format, (report: Report, width: number) => string>> = {
  table: ({ result, gate }, width) =>
    withoutWorkflowCommands(
      `${resultTable(result, width).trimEnd()}\n${gate ? gateTable(gate, width) : ""}`,
    ),
  json: ({ result, gate }) => resultJson(withGate(result, gate)),
  markdown: resultMarkdown,
  csv: ({ result }) => resultCsv(result),
  jsonl: ({ result }) => resultJsonLines(result),
  junit: resultJunit,
  "github-benchmark": ({ result }) => resultGithubBenchmark(result),
  "llama-bench": ({ result }) => resultLlamaBench(result),
};
