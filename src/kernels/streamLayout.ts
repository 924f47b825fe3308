import type { Variant } from "./kernel.ts";

export const elementsPerBlock = 4;

/** 16-byte blocks that a workgroup owns. */
export const chunkBlocks = ({ constants }: Variant): number =>
  constants["workgroupSize"]! * constants["loads"]!;

/** Chunks, one a workgroup, of `elements` 4-byte elements. */
export const streamChunks = (elements: number, variant: Variant): number =>
  Math.ceil(elements / elementsPerBlock / chunkBlocks(variant));
