import { optionHelp } from "../subcommand/subcommandHelp.ts";
import { projectOptionTable } from "./options.ts";

/** What `project --help` prints. */
export const projectHelp = `What a published machine could do with a model at most, with every term. Measures nothing.

Usage: npm run --silent bench -- project --model ID --accelerator ID [options]

${optionHelp(projectOptionTable)}

A bound follows from published figures by physics, one token at a time. It is an estimate where
links between chips, evenly chosen experts or stages after one another enter it. What is not
published stays "not published".

Exit codes: 0 good; 2 bad options, an unreadable result or an unwritable file.

Examples:
  npm run bench -- project --model llama-3.1-8b --accelerator nvidia-h100-sxm
  npm run bench -- project --model gpt-oss-120b --accelerator all --data-type published --batch 64
  npm run bench -- project --model llama-3.1-8b --accelerator apple-m4-max --result result.json
  npm run bench -- project --model deepseek-v3 --accelerator nvidia-gb200-nvl72 --format csv=out.csv
`;
