import type { GatedActivation } from "../../domain/forwardModel.ts";
import type { ReferenceValue } from "../reference.ts";

const activations = ["silu", "gelu", "clampedSilu"] as const satisfies readonly GatedActivation[];

/** The number by which shaders know an activation. */
export const activationNumber = (activation: GatedActivation): number =>
  activations.indexOf(activation);

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** What a gate becomes, and the factor that up becomes, with what their roundings are a share of. */
const factors: Readonly<
  Record<
    GatedActivation,
    { readonly gate: (x: number) => ReferenceValue; readonly up: (x: number) => ReferenceValue }
  >
> = {
  silu: {
    gate: (x) => ({ value: x * sigmoid(x), magnitude: Math.abs(x) }),
    up: (x) => ({ value: x, magnitude: Math.abs(x) }),
  },
  gelu: {
    gate: (x) => {
      const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
      return { value: 0.5 * x * (1 + Math.tanh(inner)), magnitude: Math.abs(x) };
    },
    up: (x) => ({ value: x, magnitude: Math.abs(x) }),
  },
  clampedSilu: {
    gate: (x) => {
      const limited = Math.min(x, 7);
      return { value: limited * sigmoid(1.702 * limited), magnitude: Math.abs(limited) };
    },
    up: (x) => {
      const limited = Math.max(-7, Math.min(x, 7));
      return { value: limited + 1, magnitude: Math.abs(limited) + 1 };
    },
  },
};

/** f(gate) · up in float64. */
export const gatedProduct = (
  activation: GatedActivation,
  gate: number,
  up: number,
): ReferenceValue => {
  const first = factors[activation].gate(gate);
  const second = factors[activation].up(up);
  return { value: first.value * second.value, magnitude: first.magnitude * second.magnitude };
};

/** No activation is steeper: gelu's slope is at most 1.129, silu's 1.100. */
const steepest = 1.13;

/** The same of a gate and an up that are sums themselves: errors of both sums show in their product. */
export const gatedSums = (
  activation: GatedActivation,
  gate: ReferenceValue,
  up: ReferenceValue,
): ReferenceValue => {
  const first = factors[activation].gate(gate.value);
  const second = factors[activation].up(up.value);
  return {
    value: first.value * second.value,
    magnitude: steepest * gate.magnitude * second.magnitude + Math.abs(first.value) * up.magnitude,
  };
};
