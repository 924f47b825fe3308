import { furthestDrift } from "../analysis/furthestDrift.ts";
import { relativeHalfWidth } from "../domain/interval.ts";
import type { Result } from "../domain/result.ts";
import { modelName } from "./modelName.ts";
import { formatBytes, formatPercent, formatRatio, formatSeconds } from "../report/format.ts";

/** One fact about how a result was checked. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

const proofs = ({ kernels, decode, prefill, batchSweep }: Result): Fact => {
  const all = [...kernels, ...decode, ...prefill, ...batchSweep].map(
    ({ verification }) => verification.status,
  );
  const passed = all.filter((status) => status === "passed").length;
  return {
    name: "Proofs",
    value: `${passed} of ${all.length} passed, each before and after timing, against float64`,
  };
};

const timerNames = { "timestamp-query": "GPU timestamps", wall: "wall clock" } as const;
const selfTests = {
  passed: "self-test passed",
  failed: "timestamps failed their self-test",
  "not-supported": "no GPU timestamps in this browser",
} as const;

const timer = ({ environment }: Result): Fact => {
  const { kind, resolutionSeconds, selfTest } = environment.timer;
  return {
    name: "Clock",
    value: `${timerNames[kind]}, steps of ${formatSeconds(resolutionSeconds)}, ${selfTests[selfTest]}`,
  };
};

const intervals = ({ kernels, decode, prefill, batchSweep }: Result): readonly Fact[] => {
  const widths = [
    ...kernels.flatMap(({ seconds }) => seconds ?? []),
    ...decode.map(({ secondsPerStep }) => secondsPerStep),
    ...[...prefill, ...batchSweep].map(({ seconds }) => seconds),
  ].map(relativeHalfWidth);
  if (widths.length === 0) return [];
  const within = widths.filter((width) => width <= 0.02).length;
  return [
    {
      name: "Intervals",
      value: `${within} of ${widths.length} within 2% of their median; the widest ${formatPercent(Math.max(...widths))}`,
    },
  ];
};

const drift = ({ canaries }: Result): readonly Fact[] => {
  const furthest = furthestDrift(canaries);
  if (furthest === undefined) return [];
  return [
    {
      name: "Drift",
      value: `at most ${formatPercent(furthest)} in ${canaries.length} control measurements`,
    },
  ];
};

const clocks = ({ linearity, clockAgreement }: Result): readonly Fact[] => [
  ...(linearity === undefined
    ? []
    : [{ name: "Twice the work", value: `took ${formatRatio(linearity)} times as long` }]),
  ...(clockAgreement === undefined
    ? []
    : [
        {
          name: "Two clocks",
          value: `the wall clock read ${formatPercent(Math.abs(clockAgreement - 1))} ${clockAgreement >= 1 ? "longer" : "shorter"} than the GPU's`,
        },
      ]),
];

const shrunk = ({ decode, prefill, warnings }: Result): readonly Fact[] => {
  const extrapolated = [...decode, ...prefill].filter((row) => row.extrapolated);
  return [
    ...(extrapolated.length > 0
      ? [
          {
            name: "Extrapolated",
            value: extrapolated
              .map(
                ({ model, layersMeasured }) => `${modelName(model)} from ${layersMeasured} layers`,
              )
              .join("; "),
          },
        ]
      : []),
    ...warnings
      .filter(({ code }) => code === "shrunk")
      .map(({ message }) => ({ name: "Shrunk", value: message })),
  ];
};

const cache = ({ cacheBytes, kernels }: Result): readonly Fact[] => {
  const share = Math.max(
    0,
    ...kernels.filter(({ residency }) => residency === "memory").map((row) => row.cacheShareMax),
  );
  return [
    {
      name: "Cache",
      value: `${cacheBytes === undefined ? "size not found" : `about ${formatBytes(cacheBytes)}`}; at most ${formatPercent(share)} of the weights can have come from it`,
    },
  ];
};

const setting = ({ thread, suite, build, browserFlags, durationSeconds }: Result): Fact => ({
  name: "Run",
  value: [
    `suite ${suite.name}`,
    `${formatSeconds(durationSeconds)}`,
    thread === "worker" ? "in a worker" : "on the page's own thread",
    `build ${build.commit}`,
    ...(browserFlags && browserFlags.length > 0
      ? [`browser flags ${browserFlags.join(" ")}: not what visitors get`]
      : []),
  ].join(", "),
});

/** How a result was checked, in the order in which a doubt would ask. */
export const beliefFacts = (result: Result): readonly Fact[] => [
  proofs(result),
  timer(result),
  ...intervals(result),
  ...drift(result),
  ...clocks(result),
  ...cache(result),
  ...shrunk(result),
  setting(result),
];
