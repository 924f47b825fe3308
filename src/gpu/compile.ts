import type { Seconds } from "../domain/units.ts";
import type { GpuDevice } from "./gpuDevice.ts";

export type Compilation =
  | { readonly status: "compiled"; readonly pipeline: GPUComputePipeline }
  | { readonly status: "compile-failed" | "compile-too-slow"; readonly message: string };

/** Drivers have taken minutes for a shader; a kernel is skipped after this long. */
export const compileLimitSeconds: Seconds = 20;

const slow = (limit: Seconds): { readonly promise: Promise<"slow">; readonly stop: () => void } => {
  let stop = (): void => undefined;
  const promise = new Promise<"slow">((resolve) => {
    const timer = setTimeout(() => resolve("slow"), limit * 1000);
    stop = () => clearTimeout(timer);
  });
  return { promise, stop };
};

/** Compiles `main` of `source`, asynchronously and never while anything is timed. */
export const compile = async (
  gpu: GpuDevice,
  source: string,
  constants: Readonly<Record<string, number>>,
  label: string,
  limitSeconds: Seconds = compileLimitSeconds,
): Promise<Compilation> => {
  gpu.device.pushErrorScope("validation"); // a shader error is told twice: here and by the pipeline
  const module = gpu.device.createShaderModule({ code: source, label });
  gpu.device.popErrorScope().catch(() => undefined); // of a device that is lost; the pipeline tells it
  const timer = slow(limitSeconds);
  try {
    const outcome = await gpu.orLost(
      Promise.race([
        gpu.device.createComputePipelineAsync({
          label,
          layout: "auto",
          compute: { module, entryPoint: "main", constants: { ...constants } },
        }),
        timer.promise,
      ]),
      2 * limitSeconds,
    );
    if (outcome === "slow") {
      const message = `${label} was not compiled after ${limitSeconds} s.`;
      return { status: "compile-too-slow", message };
    }
    return { status: "compiled", pipeline: outcome };
  } catch (error) {
    gpu.throwIfLost();
    const { messages } = await module.getCompilationInfo();
    const first = messages.find(({ type }) => type === "error");
    const reason = error instanceof Error ? error.message : String(error);
    const message = first ? `line ${first.lineNum}: ${first.message}` : reason;
    return { status: "compile-failed", message };
  } finally {
    timer.stop();
  }
};
