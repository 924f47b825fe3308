import type { StepOperation } from "../../workloads/stepPlan.ts";
import type { StepParts, WiredOperation } from "./stepParts.ts";
import { wireAttend, wireRotate } from "./wireAttention.ts";
import { wireChoice } from "./wireChoice.ts";
import { wireExperts, wireRoute } from "./wireExperts.ts";
import { wireActivate } from "./wireFeedForward.ts";
import { wireGated } from "./wireGated.ts";
import { wireGroup, wireGroupedExperts, wireMeet } from "./wireGroupedExperts.ts";
import { wireEmbed, wireNorm } from "./wireNorms.ts";
import { wireProduct } from "./wireProducts.ts";

/** Where a product reads and writes. */
const placeOf = (
  { buffers }: StepParts,
  part: Extract<StepOperation, { kind: "product" }>["part"],
): { readonly input: GPUBuffer; readonly output: GPUBuffer } => {
  switch (part) {
    case "qkv":
      return { input: buffers.normed, output: buffers.qkv };
    case "attentionOutput":
      return { input: buffers.attended, output: buffers.projected };
    case "gateUp":
      return { input: buffers.normed, output: buffers.gateUp };
    case "down":
      return { input: buffers.activated, output: buffers.projected };
    case "router":
      return { input: buffers.normed, output: buffers.routed };
  }
};

/** Puts the operations of a plan on the buffers, pipelines and weights of a step. */
export const wireStep = (parts: StepParts): readonly WiredOperation[] => {
  const { plan, buffers } = parts;
  let [now, next] = [buffers.residual, buffers.otherResidual];
  const wire = (operation: StepOperation): WiredOperation => {
    switch (operation.kind) {
      case "embed":
        return wireEmbed(parts);
      case "norm":
      case "finalNorm": {
        const wired = wireNorm(parts, operation, { now, next });
        if (operation.adds) [now, next] = [next, now];
        return wired;
      }
      case "product":
        return wireProduct(parts, { ...operation, ...placeOf(parts, operation.part) });
      case "rotate":
        return wireRotate(parts, operation.layer);
      case "attend":
        return wireAttend(parts, operation.layer).attend;
      case "merge":
        return wireAttend(parts, operation.layer).merge;
      case "gated":
        return wireGated(parts, operation.layer);
      case "activate":
        return wireActivate(parts, operation.layer);
      case "route":
        return wireRoute(parts, operation.layer);
      case "group":
        return wireGroup(parts, operation.layer);
      case "experts": {
        const wireOwn = plan.expertTileRows === undefined ? wireExperts : wireGroupedExperts;
        return wireOwn(parts, operation.direction, operation.layer);
      }
      case "meet":
        return wireMeet(parts, operation.layer);
      case "head":
        return wireProduct(parts, {
          part: "head",
          layer: undefined,
          input: buffers.normed,
          output: buffers.logits,
        });
      case "argmax":
        return wireChoice(parts).argmax;
      case "choose":
        return wireChoice(parts).choose;
    }
  };
  return plan.operations.map(wire);
};
