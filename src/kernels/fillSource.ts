import source from "../../shaders/fill.wgsl?raw";

/** The shader that makes inputs; `inputs.ts` makes the same words on the CPU. */
export const fillSource = source;
