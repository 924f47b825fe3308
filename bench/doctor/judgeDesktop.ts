import { note, trouble, type Finding } from "./diagnosis.ts";
import type { Facts, Outcome } from "./facts.ts";

const isVirtual = (outcome: Outcome): boolean =>
  outcome.status === "adapter" &&
  /paravirtual|basic render|warp|parallels|vmware|virtualbox/i.test(
    Object.values(outcome.adapter).join(" "),
  );

const shellFinding = (): Finding =>
  trouble(
    "There is only Playwright's headless shell, which takes software even where a GPU is.",
    "npx playwright-core install --no-shell chromium, or install Chrome",
    "name a whole browser: npm run bench -- --browser chrome",
  );

const macFindings = ({ system }: Facts): readonly Finding[] => [
  trouble(
    "macOS has a GPU always, and the browser did not take it.",
    ...(system.remote === undefined
      ? []
      : [`log in at the screen: this is ${system.remote}, where the window server may be missing`]),
    "turn on graphics acceleration in the browser's settings, and look at chrome://gpu",
    "update macOS and the browser; a virtual machine without Metal has no WebGPU",
  ),
];

const windowsFindings = ({ system, attempts }: Facts): readonly Finding[] => [
  ...(system.remote === undefined
    ? []
    : [
        trouble(
          `This is a session of ${system.remote}, which may hide the GPU.`,
          "run it at the machine itself, or allow hardware adapters for such sessions by group policy",
        ),
      ]),
  ...(attempts.some(({ outcome }) => isVirtual(outcome))
    ? [
        trouble(
          "Windows offers only its own software adapter (Microsoft Basic Render Driver): no GPU, or no driver for it.",
          "install the driver of the GPU's maker; Device Manager, Display adapters, must name the GPU",
          "on a virtual machine or a hosted runner: use one with a GPU",
        ),
      ]
    : []),
  ...(system.remote === undefined && !attempts.some(({ outcome }) => isVirtual(outcome))
    ? [
        trouble(
          "Windows has WebGPU by Direct3D 12, and the browser took no GPU.",
          "install the driver of the GPU's maker and restart",
          "turn on graphics acceleration in the browser's settings, and look at chrome://gpu",
          "services and scheduled tasks run without a desktop: run it in a session that is logged in",
        ),
      ]
    : []),
];

/** What stands between a browser and a GPU on macOS and Windows. */
export const desktopFindings = (facts: Facts): readonly Finding[] => {
  const { browsers, attempts, system } = facts;
  if (attempts.length === 0) return [];
  if (browsers.every(({ isHeadlessShell }) => isHeadlessShell)) return [shellFinding()];
  if (system.platform === "darwin") return macFindings(facts);
  if (system.platform === "win32") return windowsFindings(facts);
  return [note(`${system.platform} is not a system that this program knows.`)];
};
