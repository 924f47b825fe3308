import source from "../../../shaders/step-route.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import { elementTolerance, none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface RouteShape {
  readonly rows: number;
  readonly experts: number;
  readonly chosen: number;
  /** Offset of the router's bias in the buffer of vectors, in f32, where the model has one. */
  readonly bias?: number;
}

export interface RouteSample {
  /** Of one token, with their bias, as f32 adds it. */
  readonly logits: Float32Array;
  readonly chosen: number;
}

/** Each token's experts and their weights. */
export const route: StepKernel<RouteShape, RouteSample> = {
  id: "step-route",
  bindings: ["logits", "vectors", "choices"],
  variants: [plainVariant("1", source, 1, 0)],
  softwareVariant: "1",
  parameters: ({ experts, chosen, bias }) =>
    new Uint32Array([experts, chosen, activationStride(experts), bias ?? none]),
  workgroups: ({ rows }) => rows,
  work: ({ rows, experts, chosen }) => ({ flops: 0, bytes: rows * (4 * experts + 8 * chosen) }),
  /** Number and weight of each expert, the likeliest first. */
  reference: ({ logits, chosen }) => {
    const order = Array.from(logits.keys())
      .toSorted((a, b) => logits[b]! - logits[a]!)
      .slice(0, chosen);
    const powers = order.map((expert) => Math.exp(logits[expert]! - logits[order[0]!]!));
    const sum = powers.reduce((total, power) => total + power, 0);
    return order.flatMap((expert, i) => [
      { value: expert, magnitude: 1 },
      { value: powers[i]! / sum, magnitude: powers[i]! / sum },
    ]);
  },
  tolerance: () => elementTolerance,
};
