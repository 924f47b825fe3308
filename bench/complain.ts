import { cleanText } from "../src/report/cleanText.ts";
import { withoutWorkflowCommands } from "../src/report/workflowCommands.ts";
import { hasColour, painted } from "./progress/colour.ts";
import type { Terminal } from "./progress/progress.ts";

const complaintLength = 2000; // a path may be long, and what is wrong with it comes after

/** Says what is wrong, each time as one line on stderr that no terminal and no log obeys. */
export const complainOn = (
  stderr: Terminal,
  environment: Readonly<Record<string, string | undefined>>,
): ((text: string) => void) => {
  const name = painted("decode-wall:", "red", hasColour(stderr, environment));
  return (text) =>
    stderr.write(`${name} ${withoutWorkflowCommands(cleanText(text, complaintLength))}\n`);
};
