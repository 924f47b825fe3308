import type { DataType } from "../../domain/dataType.ts";
import type { Variant } from "../kernel.ts";
import { weightTypes } from "../weightTypes.ts";
import { activate } from "./activate.ts";
import { argmax, choose } from "./argmax.ts";
import { attend } from "./attend.ts";
import { attendTile } from "./attendTile.ts";
import { embed } from "./embed.ts";
import { experts } from "./experts.ts";
import { gated, gatedBatch, type GatedKernel } from "./gated.ts";
import { group } from "./group.ts";
import { groupedExperts } from "./groupedExperts.ts";
import { meet } from "./meet.ts";
import { merge } from "./merge.ts";
import { norm } from "./norm.ts";
import { rotate } from "./rotate.ts";
import { route } from "./route.ts";

const types = Object.values(weightTypes);

export const embedKernel = (dataType: DataType) => embed(weightTypes[dataType]);
/** Gate, up and activation at once, for so many tokens. */
export const gatedKernel = (dataType: DataType, tokens: number): GatedKernel =>
  (tokens === 1 ? gated : gatedBatch)(weightTypes[dataType]);

export const expertsKernel = (dataType: DataType) => experts(weightTypes[dataType]);
export const groupedExpertsKernel = (dataType: DataType) => groupedExperts(weightTypes[dataType]);

/** What every step kernel is, whatever its problem. */
export interface AnyStepKernel {
  readonly id: string;
  readonly bindings: readonly string[];
  readonly variants: readonly [Variant, ...Variant[]];
  readonly softwareVariant: string;
}

/** Every kernel of a model's step besides its products. */
export const stepKernels: readonly AnyStepKernel[] = [
  ...types.map(embed),
  norm,
  rotate,
  attend,
  attendTile,
  merge,
  ...types.map(gated),
  ...types.map(gatedBatch),
  activate,
  argmax,
  choose,
  route,
  ...types.map(experts),
  group,
  ...types.map(groupedExperts),
  meet,
];
