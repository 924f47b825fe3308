import type { CompletedCommand, CompletedOption } from "./commands.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const inBrackets = (text: string): string => text.replace(/[[\]:\\]/g, "\\$&");

const specification = ({
  name,
  short,
  text,
  takesValue,
  isRepeatable,
  values,
}: CompletedOption): readonly string[] => {
  const value = values.length > 0 ? `:${name}:(${values.join(" ")})` : `:${name}:_files`;
  const tail = `[${inBrackets(text)}]${takesValue ? value : ""}`;
  const long = `${isRepeatable ? "*" : ""}--${name}${takesValue ? "=" : ""}${tail}`;
  return [long, ...(short === undefined ? [] : [`-${short}${tail}`])].map(quoted);
};

const argumentsOf = ({ options, words, takesFiles }: CompletedCommand): string =>
  [
    ...options.flatMap(specification),
    ...(words.length > 0 ? [quoted(`1:word:(${words.join(" ")})`)] : []),
    ...(takesFiles ? [quoted("*:file:_files")] : []),
  ]
    .map((line) => `        ${line}`)
    .join(" \\\n");

/** For a folder of `fpath`, as `_decode-wall`; or to be sourced after compinit. */
export const zshCompletion = (commands: readonly CompletedCommand[]): string => {
  const block = (command: CompletedCommand): string => `    ${command.name ?? "*"})
      ${command.name === undefined ? "" : "shift words; (( CURRENT -= 1 ))\n      "}_arguments \\
${argumentsOf(command)}
      ;;`;
  const named = commands.filter(({ name }) => name !== undefined);
  const own = commands.filter(({ name }) => name === undefined);
  return `#compdef decode-wall
_decode_wall() {
  case "$words[2]" in
${[...named, ...own].map(block).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_decode-wall" ]; then
  _decode_wall
else
  compdef _decode_wall decode-wall
fi
`;
};
