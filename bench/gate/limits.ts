import {
  defaultGateMetrics,
  gateMetricNames,
  type GateLimit,
  type GateMetricName,
} from "../../src/domain/gate.ts";
import { isProblem, oneOf, problem, type Problem } from "../../src/domain/problem.ts";
import type { Fraction } from "../../src/domain/units.ts";

const option = "--max-regression";
const right = "give a share, as 5%, or one for each metric, as decode=5%,prefill=10%";
const leastLimit: Fraction = 0.001;
const mostLimit: Fraction = 1;

export const defaultLimit: Fraction = 0.05;

const shareIn = (text: string): Fraction | Problem => {
  const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (digits === undefined) return problem(`${option}: "${text}" is not a share; ${right}`);
  const share = Number(digits) / 100;
  return share < leastLimit || share > mostLimit
    ? problem(`${option}: ${text} is out of range; give 0.1% to 100%`)
    : share;
};

const limitIn = (text: string): GateLimit | Problem => {
  const split = text.indexOf("=");
  const name = text.slice(0, split);
  const metric = gateMetricNames.find(
    (candidate): candidate is GateMetricName => candidate === name,
  );
  if (!metric) return problem(`${option}: "${name}" is no metric; give ${oneOf(gateMetricNames)}`);
  const limit = shareIn(text.slice(split + 1));
  return isProblem(limit) ? limit : { metric, limit };
};

export const limitsOfAll = (limit: Fraction): readonly GateLimit[] =>
  defaultGateMetrics.map((metric) => ({ metric, limit }));

/** `5%` for what is watched where nothing else is said, or `decode=5%,prefill=10%` for what is named. */
export const parseLimits = (text: string): readonly GateLimit[] | Problem => {
  if (!text.includes("=")) {
    const limit = shareIn(text);
    return isProblem(limit) ? limit : limitsOfAll(limit);
  }
  const limits = text.split(",").map(limitIn);
  const wrong = limits.find(isProblem);
  if (wrong) return wrong;
  const named = limits.filter((each): each is GateLimit => !isProblem(each));
  const twice = named.find(({ metric }, index) =>
    named.slice(0, index).some((earlier) => earlier.metric === metric),
  );
  return twice ? problem(`${option}: ${twice.metric} is given twice; give it once`) : named;
};
