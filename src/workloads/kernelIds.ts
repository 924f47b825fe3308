import { kernels } from "../kernels/kernels.ts";

/** Ids of every kernel of this build, to check what is asked for. */
export const kernelIds: readonly string[] = kernels.map(({ id }) => id);
