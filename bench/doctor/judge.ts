import type { Diagnosis, DoctorVerdict, Finding } from "./diagnosis.ts";
import { good, note, trouble } from "./diagnosis.ts";
import type { Attempt, Facts, Outcome } from "./facts.ts";
import { desktopFindings } from "./judgeDesktop.ts";
import { linuxFindings } from "./judgeLinux.ts";

type Reached = Extract<Outcome, { status: "adapter" }>;

const adapters = (attempts: readonly Attempt[]): readonly Reached[] =>
  attempts.map(({ outcome }) => outcome).filter((outcome) => outcome.status === "adapter");

const verdictOf = ({ browsers, attempts }: Facts): DoctorVerdict => {
  if (browsers.length === 0) return "no-browser";
  const reached = adapters(attempts);
  if (reached.some(({ kind }) => kind === "hardware")) return "gpu";
  if (reached.length > 0) return "software";
  return attempts.length > 0 && attempts.every(({ outcome }) => outcome.status === "did-not-start")
    ? "does-not-start"
    : "no-adapter";
};

const summaryOf = (verdict: DoctorVerdict, { attempts }: Facts): string => {
  const [first] = adapters(attempts).toSorted(
    (a, b) => Number(b.kind === "hardware") - Number(a.kind === "hardware"),
  );
  switch (verdict) {
    case "gpu":
      return `A GPU is reached: ${first?.label ?? "unknown"}, in ${first?.browser ?? "a browser"}. npm run bench measures it.`;
    case "software":
      return `No GPU is reached. The browser calculates on the processor (${first?.label ?? "software adapter"}); npm run bench would measure that, at confidence low.`;
    case "no-adapter":
      return "No GPU is reached, and the browser gives no adapter of software either.";
    case "does-not-start":
      return "No browser starts, so nothing can be measured.";
    case "no-browser":
      return "There is no Chrome, Chromium or Edge here.";
  }
};

const missingLibrary = (attempts: readonly Attempt[]): string | undefined =>
  attempts
    .map(({ outcome }) =>
      outcome.status === "did-not-start"
        ? /error while loading shared libraries: ([^:\s]+)/.exec(outcome.message)?.[1]
        : undefined,
    )
    .find((name) => name !== undefined);

const browserFindings = ({ browsers, attempts, system }: Facts): readonly Finding[] => {
  const install = system.installBrowser ?? "install Chrome, Chromium or Edge";
  if (browsers.length === 0) {
    return [
      trouble(
        "No browser was found, neither in the usual places nor by CHROMIUM_PATH.",
        install,
        "npm run bench, which tries to download Chromium by itself",
      ),
    ];
  }
  const library = missingLibrary(attempts);
  if (library !== undefined) {
    return [
      trouble(
        `A browser does not start: the library ${library} is missing.`,
        `${system.isRoot ? "" : "sudo "}npx playwright-core install-deps chromium`,
        install,
      ),
    ];
  }
  const failure = attempts.find(({ outcome }) => outcome.status === "did-not-start")?.outcome;
  return failure?.status === "did-not-start"
    ? [trouble(failure.message, "name another browser with --browser PATH", install)]
    : [];
};

const adapterFindings = ({ attempts }: Facts): readonly Finding[] => {
  const hardware = attempts.find(
    ({ outcome }) => outcome.status === "adapter" && outcome.kind === "hardware",
  );
  if (hardware?.outcome.status !== "adapter") return [];
  const { label, features } = hardware.outcome;
  const plain = attempts.find(({ asked }) => asked === "none")?.outcome;
  const isPlain = plain?.status === "adapter" && plain.kind === "hardware";
  return [
    good(`${hardware.version ?? "The browser"} gives ${label}.`),
    features.includes("shader-f16")
      ? good("Arithmetic in f16 is offered.")
      : note(
          "Arithmetic in f16 (shader-f16) is not offered: 16-bit weights are multiplied in f32.",
        ),
    features.includes("timestamp-query")
      ? good("The GPU's own clock (timestamp-query) is offered.")
      : note("The GPU's own clock (timestamp-query) is not offered: the wall clock is used."),
    ...(isPlain || plain === undefined
      ? []
      : [note("Only with flags: visitors of the page get no GPU in this browser as it is.")]),
  ];
};

const trialFindings = ({ trial }: Facts): readonly Finding[] => {
  if (trial === undefined) return [];
  if (trial.status === "failed") {
    return [trouble(`A short run failed: ${trial.message}`, "update the graphics driver")];
  }
  const { timer, isProved } = trial;
  return [
    isProved
      ? good("A kernel ran and its results are right.")
      : trouble(
          "A kernel ran and its results are wrong: the driver miscalculates.",
          "update the graphics driver and the browser",
        ),
    timer.kind === "timestamp-query"
      ? good("Timestamps passed their self-test.")
      : note(
          timer.selfTest === "failed"
            ? "Timestamps failed their self-test: the wall clock is used, which takes longer."
            : "The wall clock is used, which takes longer.",
        ),
  ];
};

/** What the facts mean. Nothing is read or started for it. */
export const judgeFacts = (facts: Facts): Diagnosis => {
  const verdict = verdictOf(facts);
  const why =
    verdict === "gpu"
      ? []
      : facts.system.platform === "linux"
        ? linuxFindings(facts)
        : desktopFindings(facts);
  return {
    verdict,
    summary: summaryOf(verdict, facts),
    findings: [
      ...browserFindings(facts),
      ...adapterFindings(facts),
      ...why,
      ...trialFindings(facts),
    ],
  };
};
