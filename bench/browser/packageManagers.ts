import { posix } from "node:path";
import type { Machine } from "./machine.ts";

/** How a Linux distribution installs Chromium. */
export interface PackageManager {
  readonly program: string;
  readonly steps: readonly (readonly string[])[];
}

const packageManagers: readonly PackageManager[] = [
  {
    program: "apt-get",
    steps: [
      ["update"],
      ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"],
    ],
  },
  { program: "dnf", steps: [["install", "--assumeyes", "chromium"]] },
  { program: "apk", steps: [["add", "chromium", "font-liberation"]] },
  { program: "pacman", steps: [["-Sy", "--noconfirm", "chromium"]] },
  { program: "zypper", steps: [["--non-interactive", "install", "chromium"]] },
];

const isOnPath = (program: string, machine: Machine): boolean =>
  (machine.environment.PATH ?? "")
    .split(":")
    .some((folder) => folder && machine.isExecutable(posix.join(folder, program)));

/** The system's package manager, on Linux; undefined where there is none that we know. */
export const packageManager = (machine: Machine): PackageManager | undefined =>
  machine.platform === "linux"
    ? packageManagers.find(({ program }) => isOnPath(program, machine))
    : undefined;

/** What a person would type; root needs no sudo, and a bare system has none. */
export const asTyped = ({ program, steps }: PackageManager, isRoot = false): string =>
  steps.map((step) => [...(isRoot ? [] : ["sudo"]), program, ...step].join(" ")).join(" && ");
