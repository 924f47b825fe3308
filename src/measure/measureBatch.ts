import type { DataType } from "../domain/dataType.ts";
import type { Interval } from "../domain/interval.ts";
import type { Model } from "../domain/model.ts";
import type { BatchMeasurement, Residency, Skipped } from "../domain/result.ts";
import { layerWork } from "../domain/work.ts";
import { entrantId, type Entrant } from "../workloads/batchEntrants.ts";
import { planLayers } from "../workloads/chain.ts";
import { createChainWork } from "./chainWork.ts";
import { holdContest } from "./contest.ts";
import type { Measured, Measuring } from "./measuring.ts";
import { timeProved } from "./timeProved.ts";
import type { WeightMatrix } from "./weightPlacement.ts";

/** Users at once through layers whose weights are written. */
export interface BatchTask {
  readonly model: Model;
  readonly dataType: DataType;
  /** Users, each with one token. */
  readonly batch: number;
  readonly layers: number;
  readonly residency: Residency;
  /** Of these layers, in the order in which tokens meet them. */
  readonly matrices: readonly WeightMatrix[];
  /** The likeliest to win first. */
  readonly entrants: readonly Entrant[];
}

const share = ({ median, low, high, samples }: Interval, parts: number): Interval => ({
  median: median / parts,
  low: low / parts,
  high: high / parts,
  samples: samples.map((seconds) => seconds / parts),
});

/** Races the kernels that may be fastest for so many users, and proves, times and proves the winner. */
export const measureBatch = async (
  measuring: Measuring,
  { model, dataType, batch, layers, residency, matrices, entrants }: BatchTask,
): Promise<Measured<BatchMeasurement>> => {
  const { context } = measuring;
  const id = batchId(model, batch);
  const skip = (code: Skipped["code"], message: string): Measured<BatchMeasurement> => ({
    status: "skipped",
    skipped: { id, dataType, code, message },
  });
  const [likeliest] = entrants;
  if (!likeliest) return skip("missing-feature", "No kernel for so many users can run here.");

  const plan = planLayers(model, layers, batch, likeliest.kernel.weights);
  const entrantOf = (name: string): Entrant =>
    entrants.find((entrant) => entrantId(entrant) === name) ?? likeliest;
  const contest = await holdContest(
    measuring,
    {
      kernel: `users-${dataType}`,
      operation: likeliest.kernel.operation,
      dataType,
      shape: { m: batch, n: model.feedForward, k: model.hidden },
    },
    entrants.map((entrant) => ({ ...entrant.variant, id: entrantId(entrant) })),
    ({ id: name }) => {
      const { kernel, variant } = entrantOf(name);
      return context.pipelines.get(kernel, variant);
    },
    ({ variant: { id: name }, pipeline }) =>
      createChainWork(context, plan, { gemv: { ...entrantOf(name), pipeline } }, matrices),
  );
  if (contest.status === "none") return skip(contest.code, contest.message);
  const { work, tuning } = contest;
  const { kernel, variant } = entrantOf(contest.variant.id);
  try {
    const timed = await timeProved(measuring, `${id} ${dataType}`, work);
    switch (timed.status) {
      case "timed":
        return {
          status: "measured",
          row: {
            model: model.id,
            dataType,
            batch,
            contextTokens: 0,
            includesAttention: false,
            layers: model.layers,
            layersMeasured: layers,
            residency,
            kernel: kernel.id,
            variant: variant.id,
            ceiling: kernel.ceiling,
            seconds: share(timed.outcome.interval, layers),
            ...layerWork(model, dataType, batch),
            verification: timed.verification,
          },
          warnings: timed.warnings,
          ...(tuning && { tuning }),
        };
      case "failed":
        return skip("failed-check", timed.verification.reason ?? "The output was wrong.");
      case "below-resolution":
        return skip("below-resolution", timed.message);
      case "refused":
        return timed.reason === "timestamps-broken"
          ? { status: "timestamps-broken", message: timed.message }
          : skip("takes-too-long", timed.message);
    }
  } finally {
    work.release();
  }
};

/** How a number of users is named where it is missing. */
export const batchId = (model: Model, batch: number): string => `${batch} users ${model.id}`;
