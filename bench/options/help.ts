import { namedModels } from "../../src/reference/models.ts";
import { wrapText } from "../../src/report/wrapText.ts";
import { optionHelp } from "../subcommand/subcommandHelp.ts";
import { environmentHelp } from "./environmentVariables.ts";
import { optionTable } from "./table.ts";

const columns = 96;

/** What `--help` prints. */
export const helpText = (version: string): string =>
  `decode-wall ${version}: how fast a GPU reads a prompt and writes an answer, in a browser's WebGPU

Usage: npm run --silent bench -- [options]
       npm run --silent bench -- doctor [--help]                what GPU a browser reaches here
       npm run --silent bench -- project|references|targets [--help]    without a browser
       npm run --silent bench -- completion bash|zsh|fish       for a shell

${optionHelp(optionTable)}

${wrapText(`Models: ${namedModels.map(({ id }) => id).join(", ")}`, columns, 8).join("\n")}

The result goes to stdout, progress and messages to stderr; "npm run" without --silent prints two
lines to stdout before that. docs/formats.md tells of the formats.

Environment variables:
${environmentHelp()}

Exit codes:
  0    measured
  1    a kernel failed its check, or --against or --baseline found it slower than is allowed
  2    bad options or input, told before anything is measured
  3    cannot measure: no WebGPU, no adapter of the kind asked for, device lost, timeout;
       or cannot compare: incomparable, or unsure with --strict
  130  interrupted; what was finished is written as a partial result; a second Ctrl-C stops at once

Examples:
  npm run bench
  npm run bench -- doctor
  npm run --silent bench -- --suite smoke --format json > result.json
  npm run bench -- --model llama-3.1-8b --memory 24GB --format table --format json=result.json
  npm run bench -- --adapter hardware --browser chrome --format junit=report.xml
  npm run bench -- --against ../main/dist --max-regression decode=5%,prefill=10%
  npm run bench -- --baseline runs/ --runs 3 --save-baseline
  npm run bench -- --suite smoke --quiet --format markdown=$GITHUB_STEP_SUMMARY
`;
