import type { Machine } from "./browser/machine.ts";
import type { Terminal } from "./progress/progress.ts";

/** The world around the command. */
export interface Surroundings {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly machine: Machine;
  /** Folder of the built page. */
  readonly page: string;
  readonly version: string;
  readonly kernelIds: readonly string[];
  readonly interrupted: AbortSignal;
}
