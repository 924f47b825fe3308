/** Whose a result is: measured here, a recording of somebody else's run, or as a file claims. */
export type Whose = "own" | "recorded" | "claimed";
