import type { DataType } from "../../src/domain/dataType.ts";
import type { DecodeRow, PrefillRow, Result } from "../../src/domain/result.ts";
import { MeasurementError } from "./measurementError.ts";

/** Which rows are meant; absent fields mean any model, and f16. */
export interface RowChoice {
  readonly model?: string;
  readonly dataType?: DataType;
}

const only = <Row extends { readonly model: string; readonly dataType: DataType }>(
  phase: "decode" | "prefill",
  rows: readonly Row[],
  { model, dataType = "f16" }: RowChoice,
  result: Result,
): Row => {
  const row = rows.find(
    (each) => each.dataType === dataType && (model === undefined || each.model === model),
  );
  if (row) return row;
  const reason = result.skipped.find(({ id }) => id === `${phase} ${model}`)?.message;
  const what = `${phase} of ${model ?? "a model"} in ${dataType}`;
  throw new MeasurementError(
    "not-measured",
    `${what} is not in the result: ${reason ?? "the suite left it out; ask for a smaller model or give more memoryBytes"}`,
    result,
  );
};

/** The first decode row of one user that is meant; throws a `MeasurementError` where there is none. */
export const decodeOf = (result: Result, choice: RowChoice = {}): DecodeRow =>
  only(
    "decode",
    result.decode.filter(({ batch }) => batch === 1),
    choice,
    result,
  );

/** The first prefill row that is meant; throws a `MeasurementError` where there is none. */
export const prefillOf = (result: Result, choice: RowChoice = {}): PrefillRow =>
  only("prefill", result.prefill, choice, result);
