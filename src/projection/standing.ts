/** Why a projection is an estimate and no bound. */
export const estimateReasons = ["interconnect", "uniform-routing", "stages"] as const;
export type EstimateReason = (typeof estimateReasons)[number];

/** What holds a rate back. */
export type Limit = "memory" | "arithmetic" | "links";

/** A bound holds by physics, one token at a time; an estimate rests on what it names. */
export type Standing =
  | { readonly kind: "bound" }
  | { readonly kind: "estimate"; readonly because: readonly EstimateReason[] };

export const standingOf = (because: readonly EstimateReason[]): Standing =>
  because.length === 0 ? { kind: "bound" } : { kind: "estimate", because };
