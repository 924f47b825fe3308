import type { AcceleratorProfile } from "../reference/profile.ts";
import type { Deployment } from "./deployment.ts";
import type { Missing } from "./missing.ts";

/** Why there is no projection. */
export type Unavailable =
  | { readonly status: "not-published"; readonly missing: readonly Missing[] }
  /** The chips asked for do not hold the model. */
  | { readonly status: "does-not-fit"; readonly deployment: Deployment }
  | { readonly status: "not-modelled"; readonly reason: string };

/** A rack of two kinds of chips has sums that belong to neither; undefined for every other. */
export const unprojectable = ({ name, chips }: AcceleratorProfile): Unavailable | undefined =>
  chips.plus && {
    status: "not-modelled",
    reason: `${name} sums two kinds of chips, of which one reads and one writes: its figures cannot be divided.`,
  };
