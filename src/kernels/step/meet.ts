import source from "../../../shaders/step-meet.wgsl?raw";
import { activationStride } from "../matrixLayout.ts";
import type { ReferenceValue } from "../reference.ts";
import { sumTolerance } from "../tolerance.ts";
import { none, plainVariant, type StepKernel } from "./stepKernel.ts";

export interface MeetShape {
  readonly tokens: number;
  readonly chosen: number;
  readonly columns: number;
  /** Offset of all experts' biases in the buffer of vectors, in f32, where the model has them. */
  readonly bias?: number;
}

/** What each of a token's experts gave, with that expert's bias and its share. */
export type MeetSample = readonly {
  readonly answer: Float32Array;
  readonly bias?: Float32Array;
  readonly share: number;
}[];

const columnsPerWorkgroup = 256;

/** Puts what a token's experts gave together, each with its bias and by its share. */
export const meet: StepKernel<MeetShape, MeetSample> = {
  id: "step-meet",
  bindings: ["answers", "choices", "vectors", "output"],
  variants: [plainVariant("64", source, 64, 0)],
  softwareVariant: "64",
  parameters: ({ columns, chosen, bias }) =>
    new Uint32Array([
      columns / 4,
      activationStride(columns) / 4,
      chosen,
      bias === undefined ? none : bias / 4,
    ]),
  workgroups: ({ tokens, columns }) => tokens * Math.ceil(columns / columnsPerWorkgroup),
  work: ({ tokens, chosen, columns }) => ({
    flops: 3 * tokens * chosen * columns,
    bytes: 4 * tokens * columns * (chosen + 1),
  }),
  reference: (sample) =>
    Array.from(sample[0]!.answer, (_, i) =>
      sample.reduce<ReferenceValue>(
        (sum, { answer, bias, share }) => ({
          value: sum.value + share * (answer[i]! + (bias?.[i] ?? 0)),
          magnitude: sum.magnitude + share * (Math.abs(answer[i]!) + Math.abs(bias?.[i] ?? 0)),
        }),
        { value: 0, magnitude: 0 },
      ),
    ),
  tolerance: ({ chosen }) => sumTolerance(2 * chosen),
};
