import { boundSeconds } from "../analysis/roofline.ts";
import { isSoftware } from "../analysis/ratio.ts";
import type { ConfidenceLevel, DecodeRow, Result } from "../domain/result.ts";
import type { TokensPerSecond } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { decodeWork } from "./decodeWork.ts";
import type { Setup } from "./setup.ts";
import { storedBytes } from "./weightsTouched.ts";

/** The visitor's mark among machines that are bounds. */
export type You =
  | {
      readonly status: "measured";
      readonly label: string;
      readonly confidence: ConfidenceLevel;
      readonly row: DecodeRow;
      readonly perUser: TokensPerSecond;
      readonly low: TokensPerSecond;
      readonly high: TokensPerSecond;
    }
  /** This model was not measured: no faster than the ceilings that this run reached. */
  | {
      readonly status: "from-ceilings";
      readonly label: string;
      readonly confidence: ConfidenceLevel;
      readonly perUser: TokensPerSecond;
      /** The device must hold this many bytes, which a browser does not tell. */
      readonly weightBytes: number;
    }
  | { readonly status: "absent"; readonly label: string; readonly reason: string };

const rowFor = (
  { decode }: Result,
  model: ReferenceModel,
  { storage, batch, contextTokens }: Setup,
): DecodeRow | undefined =>
  decode
    .filter(
      (row) =>
        row.model === model.id &&
        row.dataType === storage.matrices &&
        storage.matrices === storage.experts &&
        row.batch === batch &&
        row.verification.status === "passed",
    )
    .toSorted(
      (a, b) =>
        Math.abs(a.contextTokens - contextTokens) - Math.abs(b.contextTokens - contextTokens),
    )[0];

/** What a result says about a model, as measured or from its own ceilings. */
export const youOf = (result: Result, model: ReferenceModel, setup: Setup): You => {
  const { label } = result.environment;
  const confidence = result.confidence.level;
  if (isSoftware(result)) {
    return {
      status: "absent",
      label,
      reason: "It was measured on a software adapter, which says nothing about a GPU.",
    };
  }
  const row = rowFor(result, model, setup);
  if (row) {
    const { median, low, high } = row.secondsPerStep;
    return {
      status: "measured",
      label,
      confidence,
      row,
      perUser: 1 / median,
      low: 1 / high,
      high: 1 / low,
    };
  }
  const { memory, compute } = result.ceilings;
  const peaks = Object.values(compute).map(({ flopsPerSecond }) => flopsPerSecond);
  if (!memory || peaks.length === 0) {
    return { status: "absent", label, reason: "Its ceilings were not measured." };
  }
  const work = decodeWork(model, setup, setup.batch);
  const flops = work.matrixFlops + work.expertFlops + work.attentionFlops;
  const roof = { bytesPerSecond: memory.bytesPerSecond, flopsPerSecond: Math.max(...peaks) };
  return {
    status: "from-ceilings",
    label,
    confidence,
    perUser: 1 / boundSeconds(roof, { flops, bytes: work.bytes }),
    weightBytes: storedBytes(model, setup.storage),
  };
};
