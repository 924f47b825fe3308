import { cleanText, sentenceLength } from "../../src/report/cleanText.ts";
import { formatSeconds } from "../../src/report/format.ts";
import { withoutWorkflowCommands } from "../../src/report/workflowCommands.ts";
import { wrapText } from "../../src/report/wrapText.ts";
import type { Diagnosis, Finding } from "./diagnosis.ts";
import type { Attempt, Facts, SystemFacts } from "./facts.ts";

const labelWidth = 16;
const plain = (text: string): string => cleanText(text, 2 * sentenceLength);

const row = (label: string, text: string, width: number): readonly string[] =>
  wrapText(`  ${label}`.padEnd(labelWidth) + plain(text), width, labelWidth);

const orNone = (texts: readonly string[]): string =>
  texts.length === 0 ? "none" : texts.join(", ");

const systemText = ({ platform, release, architecture, distribution }: SystemFacts): string =>
  [distribution ?? platform, release, architecture].join(", ");

const placeText = ({ container, isWsl, remote, hasDisplay }: SystemFacts): string =>
  [
    container === undefined ? "no container" : `container: ${container}`,
    ...(isWsl ? ["WSL"] : []),
    ...(remote === undefined ? [] : [remote]),
    hasDisplay ? "a display" : "no display (none is needed: the browser is started headless)",
  ].join(", ");

const userText = ({ isRoot, groups }: SystemFacts): string =>
  `${isRoot ? "root" : "a user"}, in the groups ${orNone(groups)}`;

const nodesText = ({ gpuNodes }: SystemFacts): string =>
  orNone(
    gpuNodes.map(
      ({ path, group, mayOpen }) =>
        `${path} (group ${group ?? "unknown"}, ${mayOpen ? "may be opened" : "MAY NOT be opened"})`,
    ),
  );

const busText = ({ pciGpus, nvidiaDriver }: SystemFacts): string =>
  orNone([
    ...pciGpus.map(({ vendor, driver }) => `${vendor} (${driver ?? "no kernel module"})`),
    ...(nvidiaDriver === undefined ? [] : [`NVIDIA's driver ${nvidiaDriver}`]),
  ]);

const vulkanText = ({ vulkanDrivers, nvidiaElsewhere, vulkanLoader }: SystemFacts): string =>
  [
    orNone([
      ...vulkanDrivers.map(
        ({ file, isMissing, isSoftware }) =>
          `${file}${isMissing ? " (its library is MISSING)" : isSoftware ? " (software)" : ""}`,
      ),
      ...(nvidiaElsewhere === undefined
        ? []
        : [`${nvidiaElsewhere} (named to the browser by VK_DRIVER_FILES)`]),
    ]),
    `loader: ${vulkanLoader ?? "the browser's own"}`,
  ].join("; ");

const systemRows = (system: SystemFacts, width: number): readonly string[] => [
  ...row("System", systemText(system), width),
  ...row("Place", placeText(system), width),
  ...row("User", userText(system), width),
  ...(system.platform === "linux"
    ? [
        ...row("GPU devices", nodesText(system), width),
        ...row("On the bus", busText(system), width),
        ...row("Vulkan", vulkanText(system), width),
        ...row("Variables", orNone(system.variables), width),
      ]
    : []),
];

const askedText: Readonly<Record<Attempt["asked"], string>> = {
  hardware: "asked for a GPU",
  software: "asked for software",
  none: "no flags",
};

const outcomeText = ({ outcome }: Attempt): string => {
  switch (outcome.status) {
    case "adapter":
      return `${outcome.kind === "hardware" ? "GPU" : "software adapter"}, ${outcome.label}`;
    case "no-adapter":
      return `nothing (${outcome.code}): ${outcome.message}`;
    case "did-not-start":
      return outcome.message;
  }
};

const attemptLines = (attempt: Attempt, width: number): readonly string[] => {
  const { path, asked, flags, variables, version } = attempt;
  const title = `${path}${version === undefined ? "" : ` ${version}`}, headless, ${askedText[asked]}`;
  const with_ = [...variables, ...flags].join(" ");
  return [
    ...wrapText(`  ${plain(title)}`, width, 4),
    ...(with_ === "" ? [] : wrapText(`    with ${plain(with_)}`, width, 9)),
    ...wrapText(`    gave ${plain(outcomeText(attempt))}`, width, 9),
  ];
};

/** Of the GPU where one is reached, else of what there is. */
const featuresText = ({ attempts }: Facts): string => {
  const reached = attempts.flatMap(({ outcome }) =>
    outcome.status === "adapter" ? [outcome] : [],
  );
  const best = reached.find(({ kind }) => kind === "hardware") ?? reached[0];
  return best === undefined ? "none: no adapter" : `of ${best.label}: ${orNone(best.features)}`;
};

const trialText = ({ trial }: Facts): string => {
  if (trial === undefined) return "none: no adapter to run on";
  if (trial.status === "failed") return `failed: ${trial.message}`;
  const { timer, isProved } = trial;
  const clock = timer.kind === "wall" ? "wall clock" : "GPU timestamps";
  return `results ${isProved ? "right" : "WRONG"}; ${clock}, steps of ${formatSeconds(timer.resolutionSeconds)}, self-test ${timer.selfTest === "not-supported" ? "not supported" : timer.selfTest}`;
};

const marks: Readonly<Record<Finding["level"], string>> = {
  good: "ok",
  note: "note",
  problem: "PROBLEM",
};
const markWidth = 11;

const findingLines = ({ level, text, remedies }: Finding, width: number): readonly string[] => [
  ...wrapText(`  ${marks[level]}`.padEnd(markWidth) + plain(text), width, markWidth),
  ...remedies.flatMap((remedy) =>
    wrapText(`${" ".repeat(markWidth)}> ${plain(remedy)}`, width, markWidth + 2),
  ),
];

/** What was found and what to do, as a terminal shows it. */
export const doctorText = (
  facts: Facts,
  { summary, findings }: Diagnosis,
  width: number,
): string => {
  const { system, browsers, attempts } = facts;
  const lines = [
    ...wrapText(plain(summary), width),
    "",
    "What it means, and what to do (>)",
    ...(findings.length === 0
      ? ["  nothing"]
      : findings.flatMap((finding) => findingLines(finding, width))),
    "",
    "Found",
    ...systemRows(system, width),
    ...row("Browsers", orNone(browsers.map(({ path, by }) => `${path} (${by})`)), width),
    ...row("Features", featuresText(facts), width),
    ...row("Short run", trialText(facts), width),
    "",
    "Tried",
    ...(attempts.length === 0
      ? ["  nothing"]
      : attempts.flatMap((attempt) => attemptLines(attempt, width))),
  ];
  return withoutWorkflowCommands(`${lines.join("\n")}\n`);
};
