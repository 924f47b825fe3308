import type { GpuDevice } from "./gpuDevice.ts";

/** One dispatch: a pipeline, what it is bound to and its size in workgroups, of which any range can run. */
export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  /** Bindings 1, 2, …; binding 0 is the uniform block. */
  readonly buffers: readonly GPUBufferBinding[];
  /** The uniform block after its first two words, `firstWorkgroup` and `endWorkgroup`. */
  readonly parameters: Uint32Array;
  readonly workgroups: number;
}

interface Slice {
  readonly bindGroup: GPUBindGroup;
  readonly uniforms: GPUBuffer;
}

/** Encodes ranges of dispatches; uniform blocks and bind groups are made once a range and kept. */
export class DispatchEncoder {
  readonly #gpu: GpuDevice;
  readonly #slices = new Map<Dispatch, Map<string, Slice>>();

  constructor(gpu: GpuDevice) {
    this.#gpu = gpu;
  }

  /** Workgroups `first` to `first + count` of `dispatch`, folded into y past one dimension's limit. */
  encode(
    pass: GPUComputePassEncoder,
    dispatch: Dispatch,
    first = 0,
    count = dispatch.workgroups - first,
  ): void {
    const width = Math.min(count, this.#gpu.limits.maxComputeWorkgroupsPerDimension);
    pass.setPipeline(dispatch.pipeline);
    pass.setBindGroup(0, this.#slice(dispatch, first, count).bindGroup);
    pass.dispatchWorkgroups(width, Math.ceil(count / width));
  }

  release(): void {
    for (const slices of this.#slices.values()) {
      this.#gpu.release([...slices.values()].map(({ uniforms }) => uniforms));
    }
    this.#slices.clear();
  }

  #slice(dispatch: Dispatch, first: number, count: number): Slice {
    const slices = this.#slices.get(dispatch) ?? new Map<string, Slice>();
    this.#slices.set(dispatch, slices);
    const key = `${first}+${count}`;
    const slice = slices.get(key) ?? this.#createSlice(dispatch, first, count);
    slices.set(key, slice);
    return slice;
  }

  #createSlice({ pipeline, buffers, parameters }: Dispatch, first: number, count: number): Slice {
    const words = new Uint32Array([first, first + count, ...parameters]);
    const uniforms = this.#gpu.createBuffer(
      Math.ceil(words.byteLength / 16) * 16,
      GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      "parameters",
    );
    this.#gpu.device.queue.writeBuffer(uniforms, 0, words);
    const bindGroup = this.#gpu.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ buffer: uniforms }, ...buffers].map((resource, binding) => ({
        binding,
        resource,
      })),
    });
    return { bindGroup, uniforms };
  }
}
