import type { Model } from "../../domain/model.ts";
import type { ByteRange } from "../../gpu/readRanges.ts";
import { words } from "./stepParts.ts";

/** Some consecutive positions of one KV head of one sequence. */
export interface CachePlace {
  readonly model: Model;
  readonly capacity: number;
  readonly sequence: number;
  readonly kvHead: number;
  readonly from: number;
  readonly count: number;
}

/** Words of a block of eight f16. */
export const blockWords = 4;
const blockValues = 8;

const storedHead = ({ model, sequence, kvHead }: CachePlace): number =>
  sequence * model.kvHeads + kvHead;

/** Keys lie as [sequence, head, block of 8, position]: a range for each block. */
export const keyRanges = (keys: GPUBuffer, place: CachePlace): readonly ByteRange[] => {
  const blocks = place.model.headDim / blockValues;
  return Array.from({ length: blocks }, (_, block) => {
    const first = (storedHead(place) * blocks + block) * place.capacity + place.from;
    return words(keys, blockWords * first, blockWords * place.count);
  });
};

/** Values lie as [sequence, head, position, block of 8]. */
export const valueRange = (values: GPUBuffer, place: CachePlace): ByteRange => {
  const rowWords = place.model.headDim / 2;
  const first = storedHead(place) * place.capacity + place.from;
  return words(values, rowWords * first, rowWords * place.count);
};

/** Keys one behind the other, from their blocks. */
export const keysOf = (
  blocks: readonly Float32Array[],
  count: number,
): Float32Array<ArrayBuffer> => {
  const dim = blockValues * blocks.length;
  const keys = new Float32Array(count * dim);
  for (const [block, values] of blocks.entries()) {
    for (let key = 0; key < count; key++) {
      const own = values.subarray(blockValues * key, blockValues * (key + 1));
      keys.set(own, key * dim + blockValues * block);
    }
  }
  return keys;
};
