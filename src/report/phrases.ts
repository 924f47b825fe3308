import type { Wall } from "../analysis/wall.ts";
import type { Ceilings, DecodeRow } from "../domain/result.ts";
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatSeconds,
  formatTokensPerSecond,
} from "./format.ts";
import { pathNames } from "./pathNames.ts";
import type { SentenceInput, SentenceOptions } from "./sentence.ts";

/** Attention over this much hardly shows beside the weights. */
const shortContextTokens = 1024;

/** The device, to follow "this". */
export const deviceName = ({ environment }: Pick<SentenceInput, "environment">): string => {
  const label = environment?.label ?? "";
  return label === "" || label === "unknown device" ? "device" : label;
};

export const fetchText = ({ bytesPerStep }: Pick<DecodeRow, "bytesPerStep">): string =>
  formatBytes(bytesPerStep);

/** "memory 91% busy, arithmetic 1.1%." */
export const busyText = ({ writing }: Pick<Wall, "writing">): string => {
  if (writing.status === "unknown") return "";
  const { memory, arithmetic } = writing;
  const parts = [
    ...(memory === undefined ? [] : [`memory ${formatPercent(memory)} busy`]),
    ...(arithmetic === undefined ? [] : [`arithmetic ${formatPercent(arithmetic.median)}`]),
  ];
  return parts.length === 0 ? "" : `${parts.join(", ")}.`;
};

const extentText = (row: DecodeRow): string => {
  const layers = row.extrapolated ? `, extrapolated from ${row.layersMeasured} layers` : "";
  const context =
    row.includes === "weights"
      ? ""
      : row.contextTokens <= shortContextTokens
        ? ", short context"
        : `, ${formatCount(row.contextTokens)} tokens of context`;
  return `${context}${layers}`;
};

/** "57 tokens/s of a Llama-shaped model, weights only, 16-bit, one user." */
export const speedText = (row: DecodeRow, { modelName }: SentenceOptions): string => {
  const name = modelName?.(row.model) ?? row.model;
  const parts = row.includes === "weights" ? "-shaped model, weights only" : "-shaped model";
  return `${formatTokensPerSecond(row.tokensPerSecond)} of a ${name}${parts}, 16-bit, one user${extentText(row)}.`;
};

/** "Chromium 156, f32 units, confidence high." */
export const settingText = (input: SentenceInput, wall: Pick<Wall, "peak">): string => {
  const parts = [
    input.environment?.browser ?? "",
    wall.peak ? pathNames[wall.peak.path] : "",
    input.confidence ? `confidence ${input.confidence.level}` : "",
  ].filter((part) => part !== "");
  const partial = input.partial ? " Partial: the run ended early." : "";
  return parts.length === 0 ? partial.trim() : `${parts.join(", ")}.${partial}`;
};

/** ": launches take 62% of each step"; empty where the cost of a launch was not measured. */
export const launchText = (row: DecodeRow, { dispatchSeconds }: Ceilings): string => {
  if (dispatchSeconds === undefined) return "";
  const share = (row.dispatches * dispatchSeconds) / row.secondsPerStep.median;
  return share >= 1
    ? `: ${formatCount(row.dispatches)} launches of ${formatSeconds(dispatchSeconds)} fill each step`
    : `: launches take ${formatPercent(share)} of each step`;
};
