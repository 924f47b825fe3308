import type { Accelerator } from "../../reference/accelerators.ts";
import { shortName } from "./acceleratorRoof.ts";

/** A machine's name without its maker and its brackets: short enough for a chart. */
export const machineName = (machine: Pick<Accelerator, "name">): string =>
  shortName(machine).replace(
    /^(NVIDIA GeForce|NVIDIA|AMD Instinct|AMD Ryzen|AMD|Google|Apple|AWS|Intel) /,
    "",
  );
