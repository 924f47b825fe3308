import { oneOf } from "../../src/domain/problem.ts";
import { loadReference } from "../../src/reference/loadReference.ts";
import { exitCodes } from "../exitCodes.ts";
import { refuse, type Subcommand } from "../subcommand/subcommand.ts";
import { bashCompletion } from "./bash.ts";
import { completedCommands, type CompletedCommand } from "./commands.ts";
import { fishCompletion } from "./fish.ts";
import { shells, type Shell } from "./shells.ts";
import { zshCompletion } from "./zsh.ts";

const scripts: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

const help = `Prints what makes a shell complete the options of the installed command, decode-wall.

Usage: decode-wall completion ${shells.join("|")}

Examples:
  source <(decode-wall completion bash)     # in ~/.bashrc
  source <(decode-wall completion zsh)      # in ~/.zshrc, after compinit
  decode-wall completion fish > ~/.config/fish/completions/decode-wall.fish
`;

/** `completion`: a script for a shell. */
export const completion: Subcommand = async (argv, streams) => {
  const words = argv.filter((word) => word !== "--quiet"); // the start of the command heard it
  if (words.includes("--help") || words.includes("-h")) {
    streams.stdout.write(help);
    return exitCodes.measured;
  }
  const shell = shells.find((name) => name === words[0]);
  if (shell === undefined || words.length > 1) {
    const given = words.length === 0 ? "a shell is missing" : `"${words.join(" ")}" is not a shell`;
    return refuse([`completion: ${given}; give ${oneOf(shells)}`], streams);
  }
  streams.stdout.write(scripts[shell](completedCommands(await loadReference())));
  return exitCodes.measured;
};
