import type { DensePeak } from "../projection/chip.ts";
import type { Deployment } from "../projection/deployment.ts";
import type { DecodeProjection } from "../projection/projectDecode.ts";
import type { PrefillProjection } from "../projection/projectPrefill.ts";
import type { Setup } from "../projection/setup.ts";
import { bitsPerStored } from "../projection/storedType.ts";
import type { WeightsTouched } from "../projection/weightsTouched.ts";
import {
  formatBytes,
  formatBytesPerSecond,
  formatCount,
  formatFlops,
  formatFlopsPerSecond,
  formatSeconds,
  formatSignificant,
} from "./format.ts";
import { notPublishedText } from "./projectionWords.ts";

/** One term of a projection: what it is, how much, and from what it follows. */
export interface ProjectionTerm {
  readonly name: string;
  readonly value: string;
  readonly from: string;
}

const plural = (count: number, one: string): string =>
  `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;

const billions = (weights: number): string => `${formatSignificant(weights / 1e9)} billion`;

const weightsFrom = (
  { always, routed }: WeightsTouched,
  { storage }: Pick<Setup, "storage">,
): string => {
  const plain = `${billions(always)} weights at ${bitsPerStored[storage.matrices]} bits, once`;
  if (!routed) return plain;
  const { layers, distinctExperts, expertsPerLayer, weightsPerExpert } = routed;
  return `${plain}; ${formatSignificant(distinctExperts)} of ${expertsPerLayer} experts in ${layers} layers, ${formatSignificant(weightsPerExpert / 1e6)} million weights each at ${bitsPerStored[storage.experts]} bits`;
};

/** Behind a rate of one chip; nothing where there is one. */
const timesChips = ({ chips }: Deployment): string =>
  chips === 1 ? "" : ` x ${plural(chips, "chip")}`;

const atPeak = (peak: DensePeak): string =>
  `${formatFlopsPerSecond(peak.flopsPerSecond)} (${peak.type}, dense)`;

const chipTerm = (deployment: Deployment): ProjectionTerm => {
  const { chip, weightBytes, cacheBytes, fewestChips, chips, copies, systems } = deployment;
  const held = `${formatBytes(weightBytes)} of weights and ${formatBytes(cacheBytes)} of cache`;
  const size =
    chip.memoryBytes === undefined ? notPublishedText : `${formatBytes(chip.memoryBytes)} each`;
  const spread = chips > fewestChips ? `; ${formatCount(fewestChips)} would hold it` : "";
  const rack =
    chip.perSystem === 1
      ? ""
      : copies > 1
        ? `; ${formatCount(copies)} copies in a system of ${chip.perSystem}`
        : `; ${plural(systems, "system")} of ${chip.perSystem}`;
  return { name: "chips", value: formatCount(chips), from: `${held}, ${size}${spread}${rack}` };
};

const linkTerms = ({ links, stages }: DecodeProjection): readonly ProjectionTerm[] => {
  if (links.exchanges === 0) return [];
  const speed =
    links.bytesPerSecond === undefined
      ? "links not published"
      : `${formatBytes(links.bytesPerExchange)} at ${formatBytesPerSecond(links.bytesPerSecond)}`;
  return [
    {
      name: stages > 1 ? "hand-overs" : "exchanges",
      value: formatSeconds(links.seconds),
      from: `${formatCount(links.exchanges)} of ${formatSeconds(links.secondsPerExchange)} (assumed), ${speed}`,
    },
  ];
};

/** The terms of a decode step in the order in which they add up. */
export const decodeTerms = (
  projection: DecodeProjection,
  setup: Setup,
): readonly ProjectionTerm[] => {
  const { work, deployment, memorySeconds, arithmetic, arithmeticSeconds, stages } = projection;
  const { memoryBytesPerSecond } = deployment.chip;
  const users = plural(work.users, "user");
  const rate = memoryBytesPerSecond === undefined ? "" : formatBytesPerSecond(memoryBytesPerSecond);
  const inStages = stages > 1 ? `, in ${formatCount(stages)} stages one after another` : "";
  const flops = work.matrixFlops + work.expertFlops + work.attentionFlops;
  return [
    chipTerm(deployment),
    {
      name: "weights",
      value: formatBytes(work.weights.bytes),
      from: `${weightsFrom(work.weights, setup)}, for ${users}`,
    },
    {
      name: "cache",
      value: formatBytes(work.cacheBytesRead + work.cacheBytesWritten),
      from: `${users} with ${plural(setup.contextTokens, "token")} at ${bitsPerStored[setup.cacheType]} bits, and the one that is written`,
    },
    {
      name: "memory",
      value: formatSeconds(memorySeconds),
      from: `${formatBytes(work.bytes)} at ${rate}${timesChips(deployment)}${inStages}`,
    },
    {
      name: "arithmetic",
      value: arithmeticSeconds === undefined ? notPublishedText : formatSeconds(arithmeticSeconds),
      from: arithmetic
        ? `${formatFlops(flops)} at ${atPeak(arithmetic.matrices)}${timesChips(deployment)}${inStages}`
        : `${formatFlops(flops)}`,
    },
    ...linkTerms(projection),
  ];
};

/** The terms of reading a prompt. */
export const prefillTerms = (
  projection: PrefillProjection,
  setup: Setup,
): readonly ProjectionTerm[] => {
  const { work, deployment, arithmetic, arithmeticSeconds, memorySeconds } = projection;
  const flops = work.matrixFlops + work.expertFlops + work.attentionFlops;
  const { memoryBytesPerSecond } = deployment.chip;
  return [
    chipTerm(deployment),
    {
      name: "arithmetic",
      value: formatSeconds(arithmeticSeconds),
      from: `${formatFlops(flops)}, of them ${formatFlops(work.attentionFlops)} attention, at ${atPeak(arithmetic.matrices)}${timesChips(deployment)}`,
    },
    {
      name: "memory",
      value: memorySeconds === undefined ? notPublishedText : formatSeconds(memorySeconds),
      from:
        memoryBytesPerSecond === undefined
          ? formatBytes(work.bytes)
          : `${formatBytes(work.bytes)} (${weightsFrom(work.weights, setup)}) at ${formatBytesPerSecond(memoryBytesPerSecond)}${timesChips(deployment)}`,
    },
  ];
};
