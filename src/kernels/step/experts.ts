import body from "../../../shaders/step-experts.wgsl?raw";
import team from "../../../shaders/team-workgroup.wgsl?raw";
import { gemvWork } from "../../domain/work.ts";
import { composeShader } from "../composeShader.ts";
import { activationStride, rowLayout, type RowRange } from "../matrixLayout.ts";
import { dot, type ReferenceValue } from "../reference.ts";
import { sumTolerance } from "../tolerance.ts";
import type { WeightType } from "../weightTypes.ts";
import { floatBits, none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface ExpertsShape {
  readonly tokens: number;
  readonly chosen: number;
  /** Outputs and inputs of one expert. */
  readonly n: number;
  readonly k: number;
  /** `up`: an output for each choice. `down`: the choices of a token meet in one. */
  readonly direction: "up" | "down";
  /** Of all experts' rows, those in this binding. */
  readonly range: RowRange;
  readonly scale: number;
  /** Offset of all experts' biases in the buffer of vectors, in f32, where they are added here. */
  readonly bias?: number;
}

/** One output: what each of its experts adds. */
export type ExpertsSample = readonly {
  readonly weights: Float32Array;
  readonly input: Float32Array;
  /** Of the expert; 1 going up. */
  readonly share: number;
  readonly scale: number;
  readonly bias: number;
}[];

const lanesPerRow = 32;
const variant = (source: string, workgroupSize: number, lanes: number) =>
  plainVariant(`${workgroupSize}x${lanes}`, source, workgroupSize, 16 * workgroupSize, {
    workgroupSize,
    lanesPerRow: lanes,
    rowGroups: workgroupSize / lanes,
  });

const rowsPerTeam = 4;
/** Of each variant: the grid does not depend on it. */
const rowGroups = 4;

/** Products with the chosen experts only. */
export const experts = ({
  dataType,
  format,
  part,
}: WeightType): StepKernel<ExpertsShape, ExpertsSample> => {
  const source = composeShader([team, body, part]);
  return {
    id: `step-experts-${dataType}`,
    bindings: ["experts", "input", "choices", "vectors", "output"],
    variants: [
      variant(source, lanesPerRow * rowGroups, lanesPerRow),
      variant(source, rowGroups, 1),
    ],
    softwareVariant: `${rowGroups}x1`,
    parameters: ({ chosen, n, k, direction, range, scale, bias }) => {
      const { blocks, dataBlocks } = rowLayout(k, format);
      const { firstRow, rows } = range;
      return new Uint32Array([
        n,
        blocks,
        dataBlocks,
        firstRow,
        firstRow + rows,
        chosen,
        direction === "down" ? 1 : 0,
        activationStride(k) / 4,
        activationStride(n),
        bias ?? none,
        firstRow === 0 ? 0 : 1,
        floatBits(scale),
      ]);
    },
    workgroups: ({ tokens, chosen, n, direction }) =>
      tokens * (direction === "up" ? chosen : 1) * Math.ceil(n / rowsPerTeam / rowGroups),
    work: ({ tokens, chosen, n, k }) => {
      const one = gemvWork({ n, k }, dataType);
      return { flops: tokens * chosen * one.flops, bytes: tokens * chosen * one.bytes };
    },
    reference: (sample) => [
      sample.reduce<ReferenceValue>(
        (sum, { weights, input, share, scale, bias }) => {
          const product = dot(weights, input, input.length, scale);
          return {
            value: sum.value + share * (product.value + bias),
            magnitude: sum.magnitude + share * (product.magnitude + Math.abs(bias)),
          };
        },
        { value: 0, magnitude: 0 },
      ),
    ],
    tolerance: ({ k, chosen }) => sumTolerance(k * chosen),
  };
};
