import type { AcceleratorProfile } from "../reference/profile.ts";

/** Figures without which something cannot be said. */
export type MissingFigure = "bandwidth" | "capacity" | "peak" | "all-in power" | "links";

/** A figure that is not published, and what that leaves unsaid. */
export interface Missing {
  readonly figure: MissingFigure;
  readonly reason: string;
}

const consequences: Readonly<Record<MissingFigure, (name: string, detail: string) => string>> = {
  bandwidth: (name) => `The memory bandwidth of ${name} is not published, so no rate follows.`,
  capacity: (name) => `The memory size of ${name} is not published: one chip is taken.`,
  peak: (name, detail) =>
    `No dense peak of ${name} is published that multiplies ${detail}: arithmetic is left out.`,
  "all-in power": (name) =>
    `The all-in power of ${name} is not published, so there is no rate per megawatt.`,
  links: (name) =>
    `The speed of the links of ${name} is not in the list: an exchange costs its assumed latency alone.`,
};

/** What is missing of a machine; `detail` says of what the peak would be. */
export const notPublished = (
  figure: MissingFigure,
  { name }: Pick<AcceleratorProfile, "name">,
  detail = "",
): Missing => ({ figure, reason: consequences[figure](name, detail) });
