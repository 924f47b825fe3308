import type { CompletedCommand, CompletedOption } from "./commands.ts";

const quoted = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;

/** For ~/.config/fish/completions/decode-wall.fish. */
export const fishCompletion = (commands: readonly CompletedCommand[]): string => {
  const names = commands.flatMap(({ name }) => name ?? []);
  const condition = ({ name }: CompletedCommand): string =>
    name === undefined
      ? `not __fish_seen_subcommand_from ${names.join(" ")}`
      : `__fish_seen_subcommand_from ${name}`;
  const start = (command: CompletedCommand): string =>
    `complete -c decode-wall -n ${quoted(condition(command))}`;
  const option = (
    command: CompletedCommand,
    { name, short, text, takesValue, values }: CompletedOption,
  ): string =>
    [
      start(command),
      `-l ${name}`,
      ...(short === undefined ? [] : [`-s ${short}`]),
      ...(takesValue ? [values.length > 0 ? `-x -a ${quoted(values.join(" "))}` : "-r -F"] : []),
      `-d ${quoted(text)}`,
    ].join(" ");
  const lines = commands.flatMap((command) => [
    ...(command.words.length > 0
      ? [`${start(command)} -f -a ${quoted(command.words.join(" "))}`]
      : []),
    ...(command.takesFiles ? [`${start(command)} -F`] : []),
    ...command.options.map((entry) => option(command, entry)),
  ]);
  return `# fish completion of decode-wall\ncomplete -c decode-wall -f\n${lines.join("\n")}\n`;
};
