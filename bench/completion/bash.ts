import type { CompletedCommand } from "./commands.ts";

const listed = (words: readonly string[]): string => words.join(" ");

const optionNames = ({ options }: CompletedCommand): readonly string[] =>
  options.flatMap(({ name, short }) => [
    `--${name}`,
    ...(short === undefined ? [] : [`-${short}`]),
  ]);

const valueCases = ({ options }: CompletedCommand): string =>
  options
    .filter(({ takesValue }) => takesValue)
    .map(({ name, values }) => `        --${name}) values="${listed(values)}"; expects=1 ;;`)
    .join("\n");

const block = (command: CompletedCommand): string => `    ${command.name ?? "*"})
      offered="${listed([...optionNames(command), ...command.words])}"
      case "$previous" in
${valueCases(command)}
        *) ;;
      esac
      ;;`;

/** Bash breaks words at =, so that --suite=smoke arrives as three of them. */
export const bashCompletion = (
  commands: readonly CompletedCommand[],
): string => `# bash completion of decode-wall
_decode_wall() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local offered="" values="" expects=""
  if [[ "$current" == "=" ]]; then
    current=""
  elif [[ "$previous" == "=" ]]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  case "\${COMP_WORDS[1]}" in
${[...commands.filter(({ name }) => name !== undefined), ...commands.filter(({ name }) => name === undefined)].map(block).join("\n")}
  esac
  if [[ -n "$expects" ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ "$current" == "" && "$previous" != "\${COMP_WORDS[COMP_CWORD-1]}" ]]; then
    COMPREPLY=()
  else
    COMPREPLY=($(compgen -W "$offered" -- "$current"))
  fi
}
complete -o default -F _decode_wall decode-wall
`;
