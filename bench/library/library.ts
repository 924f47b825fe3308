/** What `import … from "decode-wall"` gives. */
export { measure, type MeasureOptions } from "./measure.ts";
export {
  measureDecode,
  measurePrefill,
  type Measured,
  type ModelOptions,
} from "./measureDecode.ts";
export { MeasurementError, type MeasurementErrorCode } from "./measurementError.ts";
export { decodeOf, prefillOf, type RowChoice } from "./modelRow.ts";
export type { DataType } from "../../src/domain/dataType.ts";
export type { RunEvent } from "../../src/domain/events.ts";
export type { Interval } from "../../src/domain/interval.ts";
export type { AdapterChoice, RunOptions, SuiteName } from "../../src/domain/options.ts";
export type * from "../../src/domain/capabilities.ts";
export type * from "../../src/domain/result.ts";
