import source from "../../../shaders/step-group.wgsl?raw";
import { plainVariant, type StepKernel } from "./stepKernel.ts";

export interface GroupShape {
  readonly tokens: number;
  readonly chosen: number;
  readonly experts: number;
  /** Choices of a tile. */
  readonly tileRows: number;
}

/** The expert of each choice, token by token. */
export type GroupSample = GroupShape & { readonly choices: readonly number[] };

/** Tiles of `choices` in the worst case: every expert's last tile holds one choice. */
export const mostTiles = ({ tokens, chosen, experts, tileRows }: GroupShape): number => {
  const choices = tokens * chosen;
  const met = Math.min(experts, choices);
  return met + Math.floor((choices - met) / tileRows);
};

const variant = (workgroupSize: number) =>
  plainVariant(`${workgroupSize}`, source, workgroupSize, 4 * (256 + workgroupSize), {
    workgroupSize,
  });

const emptyTile = [0, 0, 0, 0];

/** Sorts choices by expert and cuts them into tiles of one expert each. */
export const group: StepKernel<GroupShape, GroupSample> = {
  id: "step-group",
  bindings: ["choices", "order", "tiles"],
  variants: [variant(256), variant(64)],
  softwareVariant: "64",
  parameters: (shape) => {
    const { tokens, chosen, experts, tileRows } = shape;
    return new Uint32Array([tokens * chosen, experts, chosen, tileRows, mostTiles(shape)]);
  },
  workgroups: ({ experts }) => experts,
  work: (shape) => {
    const choices = shape.tokens * shape.chosen;
    return { flops: 0, bytes: 16 * choices + 16 * mostTiles(shape) };
  },
  /** Choice and token of each place, then expert, first place and end of each tile. */
  reference: (sample) => {
    const { choices, chosen, experts, tileRows } = sample;
    const chosenBy = Array.from({ length: experts }, (): number[] => []);
    for (const [choice, expert] of choices.entries()) chosenBy[expert]?.push(choice);
    const order: number[] = [];
    const tiles: number[] = [];
    for (const [expert, own] of chosenBy.entries()) {
      for (let row = 0; row < own.length; row += tileRows) {
        const first = order.length;
        tiles.push(expert, first + row, first + Math.min(row + tileRows, own.length), 0);
      }
      order.push(...own);
    }
    while (tiles.length < 4 * mostTiles(sample)) tiles.push(...emptyTile);
    return [...order.flatMap((choice) => [choice, Math.floor(choice / chosen)]), ...tiles].map(
      (value) => ({ value, magnitude: 1 }),
    );
  },
  tolerance: () => 0,
};
