import type { AttendKernel } from "../../kernels/step/attend.ts";
import { attendMatrix } from "../../kernels/step/attendMatrix.ts";
import type { GpuDevice } from "../../gpu/gpuDevice.ts";
import type { StepPlan } from "../../workloads/stepPlan.ts";
import { fits } from "../candidates.ts";

/**
 * A prompt's attention on the device's matrix unit, in the largest tile that fits; undefined where there is none, and
 * for weights of f32, as whose product is promised what f16 cannot hold.
 */
export const matrixAttention = (
  gpu: GpuDevice,
  { model, types }: Pick<StepPlan, "model" | "types">,
): AttendKernel | undefined =>
  types.matrices === "f32"
    ? undefined
    : attendMatrix(gpu.matrix, model.headDim).find(({ variants }) => fits(gpu, variants[0]));
