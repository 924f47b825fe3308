import { models } from "../../src/reference/models.ts";
import { optionEntries } from "./table.ts";

const nameColumn = 24;
const columns = 96;

/** Words in lines that start at one column. */
const wrapped = (text: string, indent: number): string => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && indent + line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join(`\n${" ".repeat(indent)}`);
};

const optionLines = (): readonly string[] =>
  optionEntries
    .filter(([, { hidden }]) => !hidden)
    .map(([name, { value, text, short, repeatable }]) => {
      const spelled = `  ${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
      const told = wrapped(`${text}${repeatable ? " (repeatable)" : ""}`, nameColumn);
      return spelled.length < nameColumn
        ? `${spelled.padEnd(nameColumn)}${told}`
        : `${spelled}\n${" ".repeat(nameColumn)}${told}`;
    });

/** What `--help` prints. */
export const helpText = (version: string): string =>
  `decode-wall ${version}: how fast a GPU reads a prompt and writes an answer, in a browser's WebGPU

Usage: npm run --silent bench -- [options]
       npm run --silent bench -- project|references [--help]    without a browser

${optionLines().join("\n")}

Models: ${wrapped(models.map(({ id }) => id).join(", "), 8)}

The result goes to stdout, progress and messages to stderr. Without --silent, npm itself prints two
lines to stdout before it starts the command.

Exit codes:
  0    measured
  1    a kernel failed its check
  2    bad options or input, told before anything is measured
  3    cannot measure: no WebGPU, no adapter of the kind asked for, device lost, timeout
  130  interrupted; what was finished is written as a partial result

Examples:
  npm run bench
  npm run --silent bench -- --suite smoke --format json > result.json
  npm run bench -- --model llama-3.1-8b --memory 24GB --format table --format json=result.json
  npm run bench -- --adapter hardware --browser chrome
`;
