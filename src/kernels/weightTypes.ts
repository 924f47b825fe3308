import blocksOf8 from "../../shaders/blocks-of-8.wgsl?raw";
import groupsOf32 from "../../shaders/groups-of-32.wgsl?raw";
import f16Native from "../../shaders/weights-f16-native.wgsl?raw";
import f16 from "../../shaders/weights-f16.wgsl?raw";
import f32 from "../../shaders/weights-f32.wgsl?raw";
import int4Dot4 from "../../shaders/weights-int4-dot4.wgsl?raw";
import int4 from "../../shaders/weights-int4.wgsl?raw";
import int8Dot4 from "../../shaders/weights-int8-dot4.wgsl?raw";
import int8 from "../../shaders/weights-int8.wgsl?raw";
import mxfp4 from "../../shaders/weights-mxfp4.wgsl?raw";
import { composeShader } from "./composeShader.ts";
import type { DataType } from "../domain/dataType.ts";
import { f16Words, f32Words, int4Words, int8Words, mxfp4Words, type WordFormat } from "./inputs.ts";

/** How one data type is stored and which part of a shader reads it. */
export interface WeightType {
  readonly dataType: DataType;
  readonly format: WordFormat;
  readonly part: string;
  /** The same for devices with `shader-f16`. */
  readonly nativePart?: string;
  /** The same for `dot4I8Packed`, with the input brought to int8. */
  readonly dot4Part?: string;
}

export const weightTypes = {
  f16: {
    dataType: "f16",
    format: f16Words,
    part: composeShader([blocksOf8, f16]),
    nativePart: composeShader([blocksOf8, f16Native]),
  },
  f32: { dataType: "f32", format: f32Words, part: f32 },
  int8: { dataType: "int8", format: int8Words, part: int8, dot4Part: int8Dot4 },
  int4: {
    dataType: "int4",
    format: int4Words,
    part: composeShader([groupsOf32, int4]),
    dot4Part: int4Dot4,
  },
  mxfp4: { dataType: "mxfp4", format: mxfp4Words, part: composeShader([groupsOf32, mxfp4]) },
} as const satisfies Readonly<Record<DataType, WeightType>>;
