import type { Interval } from "../../domain/interval.ts";
import type { Seconds } from "../../domain/units.ts";
import { stepParts, type StepPart } from "../../domain/waiting.ts";
import type { StepOperation } from "../../workloads/stepPlan.ts";
import type { Measuring } from "../measuring.ts";
import { sample } from "../sampler.ts";
import type { OpenStep } from "./timeStep.ts";

/** The part of a step that an operation belongs to. */
export const partOf = (operation: StepOperation): StepPart => {
  switch (operation.kind) {
    case "embed":
      return "embedding";
    case "norm":
    case "finalNorm":
      return "norms";
    case "product":
      return operation.part === "gateUp" || operation.part === "down"
        ? "feedForward"
        : operation.part;
    case "rotate":
      return "rotation";
    case "attend":
    case "merge":
      return "attention";
    case "route":
    case "group":
      return "router";
    case "gated":
    case "activate":
    case "experts":
    case "meet":
      return "feedForward";
    case "head":
      return "head";
    case "argmax":
    case "choose":
      return "argmax";
  }
};

/** What a step is shorter by without one part, with its 95% interval. */
export interface PartTime {
  readonly part: StepPart;
  readonly secondsPerStep: Seconds;
  readonly low: Seconds;
  readonly high: Seconds;
}

type Bounds = Omit<Interval, "samples">;

/** a - b of independent measurements: their uncertainties add in squares, each side for itself. */
const minus = (a: Bounds, b: Bounds): Bounds => {
  const median = a.median - b.median;
  return {
    median,
    low: median - Math.hypot(a.median - a.low, b.high - b.median),
    high: median + Math.hypot(a.high - a.median, b.median - b.low),
  };
};

/** Each part is timed briefly: there are ten of them. */
const shareOfBudget = 0.25;

/**
 * Times a proved step again and again without one of its parts, and says what no part explains. Undefined
 * where a time could not be told.
 */
export const timeWithoutParts = async (
  { clock, sampling, signal, pause }: Measuring,
  { parts, step }: OpenStep,
  whole: Interval,
): Promise<readonly PartTime[] | undefined> => {
  const brief = { ...sampling, budgetSeconds: shareOfBudget * sampling.budgetSeconds };
  const present = stepParts.filter((part) =>
    parts.plan.operations.some((operation) => partOf(operation) === part),
  );
  const times: PartTime[] = [];
  let rest: Bounds = whole;
  for (const part of present) {
    const work = step.without((operation) => partOf(operation) === part);
    try {
      const outcome = await sample(work, clock, brief, signal, pause);
      if (outcome.status !== "measured") return undefined;
      const { median, low, high } = minus(whole, outcome.interval);
      times.push({ part, secondsPerStep: median, low, high });
      rest = minus(rest, { median, low, high });
    } finally {
      work.release();
    }
  }
  return [
    ...times,
    { part: "residual", secondsPerStep: rest.median, low: rest.low, high: rest.high },
  ];
};
