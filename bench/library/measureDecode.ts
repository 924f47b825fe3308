import type { DataType } from "../../src/domain/dataType.ts";
import type { DecodeRow, PrefillRow, Result } from "../../src/domain/result.ts";
import { measure, type MeasureOptions } from "./measure.ts";
import { decodeOf, prefillOf } from "./modelRow.ts";

/** A suite's measurement of one model with its weights stored in one type. */
export interface ModelOptions extends Omit<MeasureOptions, "models" | "dataTypes" | "kernels"> {
  /** Default: the largest of the suite that the device can stand for. */
  readonly model?: string;
  /** Default f16. */
  readonly dataType?: DataType;
}

/** One row of a measurement, with the document that it is from: device, ceilings, confidence, warnings. */
export interface Measured<Row> {
  readonly row: Row;
  readonly result: Result;
}

const measureModel = (options: ModelOptions): Promise<Result> => {
  const { model, dataType = "f16", ...rest } = options;
  return measure({
    ...rest,
    dataTypes: [dataType],
    ...(model !== undefined && { models: [model] }),
  });
};

/**
 * How fast this machine writes: the decode step of one user. Rejects with a `MeasurementError`, also
 * where the model was left out.
 */
export const measureDecode = async (options: ModelOptions = {}): Promise<Measured<DecodeRow>> => {
  const result = await measureModel(options);
  return { row: decodeOf(result, options), result };
};

/** How fast this machine reads a prompt. Rejects like `measureDecode`. */
export const measurePrefill = async (options: ModelOptions = {}): Promise<Measured<PrefillRow>> => {
  const result = await measureModel(options);
  return { row: prefillOf(result, options), result };
};
