import { wrapText } from "../../src/report/wrapText.ts";

interface EnvironmentVariable {
  readonly names: string;
  readonly text: string;
}

/** What the command reads of its environment, besides what the system and the browser read. */
const environmentVariables: readonly EnvironmentVariable[] = [
  { names: "CHROMIUM_PATH", text: "the browser, where --browser is not given" },
  {
    names: "PLAYWRIGHT_BROWSERS_PATH",
    text: "where playwright-core keeps browsers and looks for them",
  },
  {
    names: "VK_DRIVER_FILES",
    text: "the Vulkan driver's file; unset, NVIDIA's is looked for where containers put it",
  },
  {
    names: "NO_COLOR, FORCE_COLOR",
    text: "no colours, or colours everywhere (0: none); FORCE_COLOR decides where both are set",
  },
  { names: "COLUMNS", text: "width of a table that goes to no terminal (default 100)" },
  { names: "GITHUB_ACTIONS", text: "true: what failed is also told as annotations" },
  { names: "GITHUB_STEP_SUMMARY", text: "as the file of a format, it is added to" },
];

const nameColumn = 28;
const columns = 96;

/** The list of them, as `--help` prints it. */
export const environmentHelp = (): string =>
  environmentVariables
    .flatMap(({ names, text }) =>
      wrapText(`  ${names}`.padEnd(nameColumn) + text, columns, nameColumn),
    )
    .join("\n");
