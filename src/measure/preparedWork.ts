import type { Verification } from "../domain/result.ts";
import type { GpuWork } from "./gpuWork.ts";

/** Work with its buffers, and its proof: run once into poisoned outputs and compared on the CPU. */
export interface PreparedWork {
  readonly work: GpuWork;
  /** Runs one repetition in passes of at most `workgroupsPerPass` and checks every output it may. */
  prove(workgroupsPerPass: number): Promise<Verification>;
  readonly dispatchesPerRepetition: number;
  /** Takes back what the last sample changed in memory that other works read; absent where it changes none. */
  restore?(): void;
  release(): void;
}
