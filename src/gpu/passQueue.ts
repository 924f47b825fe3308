import type { Bytes } from "../domain/units.ts";
import type { GpuDevice } from "./gpuDevice.ts";

/** Bytes that are copied out of a buffer behind a pass: proof that the pass ran. */
export interface WitnessRange {
  readonly buffer: GPUBuffer;
  readonly offset: Bytes;
  readonly bytes: Bytes;
}

export interface MappedPass {
  readonly timestamps?: { readonly begin: bigint; readonly end: bigint };
  readonly witness: Uint32Array;
}

interface Slot {
  readonly index: number;
  readonly staging: GPUBuffer;
}

const slotCount = 4;
const timestampBytes = 16;
const witnessBytesMax = 64;
const resolveAlignment = 256;

/** Submits compute passes, each with its own timestamps and witness, and maps what they wrote. */
export class PassQueue {
  readonly #gpu: GpuDevice;
  readonly #querySet: GPUQuerySet | undefined;
  readonly #resolved: GPUBuffer;
  readonly #free: Slot[];
  readonly #waiting: ((slot: Slot) => void)[] = [];

  constructor(gpu: GpuDevice) {
    this.#gpu = gpu;
    this.#querySet = gpu.features.has("timestamp-query")
      ? gpu.device.createQuerySet({ type: "timestamp", count: 2 * slotCount })
      : undefined;
    this.#resolved = gpu.createBuffer(
      resolveAlignment * slotCount,
      GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
      "timestamps",
    );
    this.#free = Array.from({ length: slotCount }, (_, index) => ({
      index,
      staging: gpu.createBuffer(
        timestampBytes + witnessBytesMax,
        GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
        "witness",
      ),
    }));
  }

  /**
   * One compute pass. Resolves once its bytes are mapped, never by `onSubmittedWorkDone`, which a
   * destroyed device settles as if all were done.
   */
  async submit(
    encode: (pass: GPUComputePassEncoder) => void,
    witness: WitnessRange,
  ): Promise<MappedPass> {
    const slot = this.#free.pop() ?? (await new Promise<Slot>((take) => this.#waiting.push(take)));
    try {
      this.#gpu.throwIfLost();
      this.#gpu.device.queue.submit([this.#record(slot, encode, witness)]);
      await this.#gpu.orLost(slot.staging.mapAsync(GPUMapMode.READ));
      return this.#read(slot, witness);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(slot);
      else this.#free.push(slot);
    }
  }

  /** An empty submit: engines that poll for finished work look at once. */
  poke(): void {
    this.#gpu.device.queue.submit([]);
  }

  #record(
    slot: Slot,
    encode: (pass: GPUComputePassEncoder) => void,
    witness: WitnessRange,
  ): GPUCommandBuffer {
    const encoder = this.#gpu.device.createCommandEncoder();
    const first = 2 * slot.index;
    const pass = encoder.beginComputePass(
      this.#querySet && {
        timestampWrites: {
          querySet: this.#querySet,
          beginningOfPassWriteIndex: first,
          endOfPassWriteIndex: first + 1,
        },
      },
    );
    encode(pass);
    pass.end();
    if (this.#querySet) {
      const offset = resolveAlignment * slot.index;
      encoder.resolveQuerySet(this.#querySet, first, 2, this.#resolved, offset);
      encoder.copyBufferToBuffer(this.#resolved, offset, slot.staging, 0, timestampBytes);
    }
    const { buffer, offset, bytes } = witness;
    encoder.copyBufferToBuffer(buffer, offset, slot.staging, timestampBytes, bytes);
    return encoder.finish();
  }

  #read({ staging }: Slot, witness: WitnessRange): MappedPass {
    const mapped = staging.getMappedRange().slice(0);
    staging.unmap();
    const times = new BigUint64Array(mapped, 0, 2);
    return {
      witness: new Uint32Array(mapped, timestampBytes, witness.bytes / 4),
      ...(this.#querySet && { timestamps: { begin: times[0]!, end: times[1]! } }),
    };
  }
}
