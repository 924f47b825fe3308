import type { Seconds } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { arithmeticOf, type Arithmetic } from "./arithmetic.ts";
import { chipOf } from "./chip.ts";
import { decodeWork, type DecodeWork } from "./decodeWork.ts";
import { deploymentOf, type Deployment } from "./deployment.ts";
import { exchangeTerm, handOverTerm, type LinkTerm } from "./links.ts";
import { notPublished, type Missing } from "./missing.ts";
import { ratesOf, type Rates } from "./rates.ts";
import type { Setup } from "./setup.ts";
import { standingOf, type EstimateReason, type Limit, type Standing } from "./standing.ts";
import { unprojectable, type Unavailable } from "./unavailable.ts";

/** How fast a machine can write at most, with every term that it follows from. */
export interface DecodeProjection {
  readonly status: "projected";
  readonly standing: Standing;
  readonly limit: Limit;
  readonly deployment: Deployment;
  /** Users served; `work.users` of them share a step where stages follow one another. */
  readonly users: number;
  /** Places that a token passes one after another: 1 where every layer is spread over all chips. */
  readonly stages: number;
  readonly work: DecodeWork;
  readonly memorySeconds: Seconds;
  readonly arithmetic?: Arithmetic;
  /** Undefined where no dense peak is published. */
  readonly arithmeticSeconds?: Seconds;
  readonly links: LinkTerm;
  readonly secondsPerStep: Seconds;
  readonly rates: Rates;
  readonly missing: readonly Missing[];
}

/**
 * Weights that rest in SRAM are fetched where they are, so a token passes the layers, or the
 * chips where a layer takes several, one after another and never sees all memory at once.
 */
const stagesOf = ({ chip, chips }: Deployment, model: ReferenceModel): number =>
  chip.isPipelined ? Math.max(chips, model.layers) : 1;

/** SPEC's decode: the slower of bytes and FLOP, and the links where one chip does not hold it. */
export const projectDecode = (
  profile: AcceleratorProfile,
  model: ReferenceModel,
  setup: Setup,
): DecodeProjection | Unavailable => {
  const refused = unprojectable(profile);
  if (refused) return refused;
  const chip = chipOf(profile);
  const deployment = deploymentOf(chip, model, setup);
  if (deployment.fill !== undefined && deployment.fill > 1) {
    return { status: "does-not-fit", deployment };
  }
  const { chips } = deployment;
  const stages = stagesOf(deployment, model);
  const work = decodeWork(model, setup, Math.ceil(setup.batch / stages));
  const { arithmetic, missing } = arithmeticOf(chip, setup, work);
  if (chip.memoryBytesPerSecond === undefined) {
    return { status: "not-published", missing: [notPublished("bandwidth", profile), ...missing] };
  }
  // A stage has its share of weights, memory and arithmetic; a token waits for all stages in turn.
  const memorySeconds = (stages * work.bytes) / (chips * chip.memoryBytesPerSecond);
  const arithmeticSeconds = arithmetic && (stages * arithmetic.chipSeconds) / chips;
  const links =
    stages > 1
      ? handOverTerm(deployment, model, stages, work.users)
      : exchangeTerm(deployment, model, work.users);
  const busiest = Math.max(memorySeconds, arithmeticSeconds ?? 0);
  const secondsPerStep = busiest + links.seconds;
  const limit: Limit =
    links.seconds > busiest ? "links" : busiest > memorySeconds ? "arithmetic" : "memory";
  const because: readonly EstimateReason[] = [
    ...(chip.isPipelined ? (["stages"] as const) : []),
    ...(links.exchanges > 0 && !chip.isPipelined ? (["interconnect"] as const) : []),
    ...(work.weights.routed && work.users > 1 && busiest === memorySeconds
      ? (["uniform-routing"] as const)
      : []),
  ];
  return {
    status: "projected",
    standing: standingOf(because),
    limit,
    deployment,
    users: setup.batch,
    stages,
    work,
    memorySeconds,
    ...(arithmetic && { arithmetic }),
    ...(arithmeticSeconds !== undefined && { arithmeticSeconds }),
    links,
    secondsPerStep,
    rates: ratesOf(deployment, setup.batch, secondsPerStep),
    missing: [
      ...missing,
      ...(links.exchanges > 0 && links.bytesPerSecond === undefined
        ? [notPublished("links", profile)]
        : []),
      ...(chip.allInWatts === undefined ? [notPublished("all-in power", profile)] : []),
    ],
  };
};
