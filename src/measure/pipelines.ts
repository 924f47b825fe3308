import { compile, type Compilation } from "../gpu/compile.ts";
import type { GpuDevice } from "../gpu/gpuDevice.ts";
import type { Kernel, Variant } from "../kernels/kernel.ts";

/** Compiled variants, each compiled once a device: problem sizes are uniforms. */
export class Pipelines {
  readonly #gpu: GpuDevice;
  readonly #compiled = new Map<string, Promise<Compilation>>();

  constructor(gpu: GpuDevice) {
    this.#gpu = gpu;
  }

  get(kernel: Pick<Kernel, "id">, variant: Variant): Promise<Compilation> {
    const name = `${kernel.id} ${variant.id}`;
    const known = this.#compiled.get(name);
    if (known) return known;
    const compilation = compile(this.#gpu, variant.source, variant.constants, name);
    this.#compiled.set(name, compilation);
    return compilation;
  }
}
