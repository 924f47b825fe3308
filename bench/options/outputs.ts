import { resolve } from "node:path";
import { oneOf, problem, isProblem, type Problem } from "../../src/domain/problem.ts";
import { formats, type Format } from "./table.ts";

/** One form of the result, to a file, or to stdout where there is none. */
export interface Output<Name extends string = Format> {
  readonly format: Name;
  readonly file?: string;
}

const parseOutput = <Name extends string>(
  text: string,
  names: readonly Name[],
): Output<Name> | Problem => {
  const split = text.indexOf("=");
  const name = split < 0 ? text : text.slice(0, split);
  const file = split < 0 ? undefined : text.slice(split + 1);
  const format = names.find((candidate) => candidate === name);
  if (!format) {
    return problem(
      `--format: "${name}" is not a format; give ${oneOf(names)}, each with =FILE or without`,
    );
  }
  if (file === "")
    return problem(`--format ${name}=: the file's name is missing, as ${name}=result.${name}`);
  return { format, ...(file !== undefined && { file }) };
};

const clashes = (outputs: readonly Output<string>[]): readonly Problem[] => {
  const toStdout = outputs.filter(({ file }) => file === undefined);
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  return [
    ...(toStdout.length > 1
      ? [
          problem(
            `--format ${toStdout.map(({ format }) => format).join(" and ")}: stdout carries one format; give the others a file, as json=result.json`,
          ),
        ]
      : []),
    ...(twice === undefined ? [] : [problem(`--format: two formats would be written to ${twice}`)]),
  ];
};

/** Where a text goes in which of these formats; the first to stdout where nothing is asked for. */
export const parseOutputsOf = <Name extends string>(
  texts: readonly string[],
  names: readonly [Name, ...Name[]],
): readonly Output<Name>[] | readonly Problem[] => {
  if (texts.length === 0) return [{ format: names[0] }];
  const parsed = texts.map((text) => parseOutput(text, names));
  const problems = parsed.filter(isProblem);
  const outputs = parsed.filter((output): output is Output<Name> => !isProblem(output));
  const all = [...problems, ...clashes(outputs)];
  return all.length > 0 ? all : outputs;
};

/** Where the result goes; the table to stdout where nothing is asked for. */
export const parseOutputs = (texts: readonly string[]): readonly Output[] | readonly Problem[] =>
  parseOutputsOf(texts, formats);
