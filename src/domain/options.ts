import type { DataType } from "./dataType.ts";
import type { Bytes, Seconds } from "./units.ts";

export const suiteNames = ["smoke", "quick", "full"] as const;
export type SuiteName = (typeof suiteNames)[number];

export const adapterChoices = ["auto", "software", "hardware"] as const;
export type AdapterChoice = (typeof adapterChoices)[number];

/** The variant that the tuner found fastest for a subject, as `tuningSubject` names it. */
export interface RememberedChoice {
  readonly subject: string;
  readonly variant: string;
}

/** What a run is asked for. Absent fields mean: the suite's default. */
export interface RunOptions {
  readonly suite: SuiteName;
  /** Model ids of `reference/models.ts`. */
  readonly models?: readonly string[];
  readonly dataTypes?: readonly DataType[];
  /** How much GPU memory may be taken. */
  readonly memoryBytes?: Bytes;
  readonly adapter?: AdapterChoice;
  /** After this the run ends with what is finished, as partial. */
  readonly timeoutSeconds?: Seconds;
  /** Ids of kernels; only these are measured. */
  readonly kernels?: readonly string[];
  /** Browser flags the command passed; recorded, never acted upon. */
  readonly browserFlags?: readonly string[];
  /** What the tuner found on this device before; the page's own, which no user gives. */
  readonly remembered?: readonly RememberedChoice[];
}
