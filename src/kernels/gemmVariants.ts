import type { MatrixShape } from "../domain/work.ts";
import type { Variant } from "./kernel.ts";

const registerTile = 8;
const depth = 16;

const gemmVariant = (threadRows: number, threadColumns: number): Variant => ({
  id: `${registerTile * threadRows}x${registerTile * threadColumns}`,
  constants: { threadRows, threadColumns },
  invocations: threadRows * threadColumns,
  workgroupBytes: 4 * depth * registerTile * (threadRows + threadColumns),
});

/** Rows × columns of C that a workgroup owns. The low one is for prompts of few tokens. */
export const gemmVariants = [
  gemmVariant(16, 16),
  gemmVariant(8, 16),
  gemmVariant(8, 8),
  gemmVariant(2, 16),
] as const;

export const gemmSoftwareVariant = "16x128";

const tiles = (length: number, threads: number): number =>
  Math.ceil(length / (registerTile * threads));

export const gemmWorkgroups = ({ m, n }: MatrixShape, { constants }: Variant): number =>
  tiles(m, constants["threadRows"]!) * tiles(n, constants["threadColumns"]!);
