import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { Prompt } from "./prefillWork.ts";
import type { MachineProjection } from "./projectMachine.ts";
import type { You } from "./you.ts";

export const projectionSchemaId = "decode-wall.projection/1";

/** The visitor's own mark for one of the document's setups. */
export interface YouAt {
  readonly batch: number;
  readonly contextTokens: number;
  readonly you: You;
}

/** What was projected for one model, with every input. */
export interface ProjectionDocument {
  readonly schema: typeof projectionSchemaId;
  /** Day on which the figures were last looked up. */
  readonly figuresAsOf: string;
  readonly model: ReferenceModel;
  readonly prompt: Prompt;
  readonly machines: readonly MachineProjection[];
  /** Absent where no result was given. */
  readonly you?: readonly YouAt[];
}

/** The visitor's mark for a machine's setup. */
export const youFor = (
  { you = [] }: ProjectionDocument,
  { setup }: MachineProjection,
): You | undefined =>
  you.find(
    ({ batch, contextTokens }) => batch === setup.batch && contextTokens === setup.contextTokens,
  )?.you;
