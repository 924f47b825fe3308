import type { Shape } from "../domain/result.ts";
import type { MatrixShape } from "../domain/work.ts";
import { activationBytes } from "../kernels/matrixLayout.ts";
import { ChangingInput } from "./changingInput.ts";
import type { GpuContext } from "./gpuContext.ts";

/**
 * Input and output of a product. Variants that are raced hold the same, since they take turns: at 4096²
 * one of each is 130 MB, and a second to make. The last to release them frees them.
 */
export class MatrixOperands {
  readonly input: ChangingInput;
  readonly output: GPUBuffer;
  readonly #gpu: GpuContext["gpu"];
  #holders = 0;

  constructor({ gpu, random }: GpuContext, { m, n, k }: MatrixShape) {
    this.#gpu = gpu;
    this.input = new ChangingInput(gpu, random, m, k, { spread: true });
    this.output = gpu.createBuffer(
      activationBytes(m, n),
      GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
      "output",
    );
  }

  /** Whether nobody holds them any more, so that they are gone. */
  get isFree(): boolean {
    return this.#holders === 0;
  }

  hold(): this {
    this.#holders += 1;
    return this;
  }

  release(): void {
    this.#holders -= 1;
    if (this.isFree) this.#gpu.release([this.input.buffer, this.output]);
  }
}

/** The same for every variant of a race, made for the first. */
export const sharedOperands = (context: GpuContext, shape: Shape): (() => MatrixOperands) => {
  let operands: MatrixOperands | undefined;
  return () => {
    if (!("n" in shape)) throw new TypeError("only products have operands");
    if (!operands || operands.isFree) operands = new MatrixOperands(context, shape);
    return operands;
  };
};
