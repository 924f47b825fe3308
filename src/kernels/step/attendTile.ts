import source from "../../../shaders/step-attend-tile.wgsl?raw";
import { attend, type AttendKernel } from "./attend.ts";
import { promptBindings, promptParameters, promptTiles } from "./promptTiles.ts";
import { plainVariant } from "./stepKernel.ts";

/** Queries of a tile; the shader's. */
const queries = 32;
/** Queries in chunks, weights of a run of keys, and maxima, each padded past a multiple of the banks. */
const workgroupBytes = 16 * (8 * 33 + 64 * 9 + 128);

/** Dimensions of a head, of which an invocation owns one, two or four blocks. */
const headDims = [256, 128, 64] as const;

const name = (headDim: number): string => `32x64 d${headDim}`;

const variant = (headDim: number) =>
  plainVariant(name(headDim), source, 128, workgroupBytes, { columns: headDim / 64 });

/** The variant for heads of so many dimensions: the smallest that holds them. */
export const tileVariantFor = (headDim: number): string =>
  name(headDims.findLast((most) => headDim <= most)!);

/** Tiles of a prompt's queries against all keys that they see, in f32. */
export const attendTile: AttendKernel = {
  ...attend,
  id: "step-attend-tile",
  bindings: promptBindings,
  variants: [variant(256), variant(128), variant(64)],
  softwareVariant: name(64),
  parameters: (shape) => promptParameters(shape, queries),
  workgroups: (shape) => promptTiles(shape, queries).workgroups,
};
