/*
 * Faults that tests switch on in a page: each is a function for `page.evaluate`, complete in itself. They
 * patch prototypes, so they act on whatever is created afterwards.
 */

/** From now on every `submits`th submit, `times` times, destroys the device that it is of. */
export const destroyDevices = ({
  submits,
  times,
}: {
  readonly submits: number;
  readonly times: number;
}): void => {
  const { createCommandEncoder } = GPUDevice.prototype;
  const { submit } = GPUQueue.prototype;
  const owner = new WeakMap<GPUQueue, GPUDevice>();
  let count = 0;
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    owner.set(this.queue, this);
    return createCommandEncoder.call(this, descriptor);
  };
  GPUQueue.prototype.submit = function (buffers) {
    const commands = [...buffers];
    if (commands.length > 0) count += 1; // empty ones only ask for news
    const isDue = commands.length > 0 && count % submits === 0 && count <= submits * times;
    if (isDue) owner.get(this)?.destroy();
    return submit.call(this, commands);
  };
};

/**
 * Buffers of weights are refused from `largest` bytes on, and where all together would be more than
 * `inAll`: they are asked for at a size for which there really is no memory.
 */
export const refuseWeights = ({
  largest,
  inAll,
}: {
  readonly largest: number;
  readonly inAll: number;
}): void => {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const given = new Map<GPUBuffer, number>();
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const { label, size } = descriptor;
    if (label !== "weights") return createBuffer.call(this, descriptor);
    const before = [...given.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (size >= largest || before + size > inAll) {
      return createBuffer.call(this, { ...descriptor, size: 2 ** 30 });
    }
    const buffer = createBuffer.call(this, descriptor);
    given.set(buffer, size);
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    given.delete(this);
    return destroy.call(this);
  };
};

/** Adds a line that no compiler takes to every shader whose label begins so. */
export const breakShader = (label: string): void => {
  const { createShaderModule } = GPUDevice.prototype;
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    const broken = descriptor.label?.startsWith(label) ?? false;
    const code = broken ? `${descriptor.code}\nthis is no shader` : descriptor.code;
    return createShaderModule.call(this, { ...descriptor, code });
  };
};

/** Pipelines whose label begins so never come, and limits of 20 s are over after 0.2 s. */
export const neverCompile = (label: string): void => {
  const { createComputePipelineAsync } = GPUDevice.prototype;
  GPUDevice.prototype.createComputePipelineAsync = function (descriptor) {
    return descriptor.label?.startsWith(label)
      ? new Promise(() => undefined)
      : createComputePipelineAsync.call(this, descriptor);
  };
  const wait = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, milliseconds?: number) =>
    wait(run, milliseconds === 20_000 ? 200 : milliseconds)) as typeof setTimeout;
};

/** With the `nth` pass of a pipeline whose label begins so goes a dispatch that no device takes. */
export const dispatchTooMuch = ({
  label,
  nth,
}: {
  readonly label: string;
  readonly nth: number;
}): void => {
  const { setPipeline } = GPUComputePassEncoder.prototype;
  const { createCommandEncoder } = GPUDevice.prototype;
  const { submit } = GPUQueue.prototype;
  const owner = new WeakMap<GPUQueue, GPUDevice>();
  let passes = 0;
  let due = false;
  GPUComputePassEncoder.prototype.setPipeline = function (pipeline) {
    if (pipeline.label.startsWith(label)) {
      passes += 1;
      due ||= passes === nth;
    }
    return setPipeline.call(this, pipeline);
  };
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    owner.set(this.queue, this);
    return createCommandEncoder.call(this, descriptor);
  };
  GPUQueue.prototype.submit = function (buffers) {
    const device = owner.get(this);
    if (due && device) {
      due = false;
      const encoder = createCommandEncoder.call(device);
      const pass = encoder.beginComputePass();
      pass.dispatchWorkgroups(65_536);
      pass.end();
      submit.call(this, [encoder.finish()]);
    }
    return submit.call(this, buffers);
  };
};

export type TimestampFault = "zero" | "negative" | { readonly stepNanoseconds: number };

/** Timestamps that are all zero, that run backwards, or that have coarse steps. */
export const breakTimestamps = (fault: TimestampFault): void => {
  const { beginComputePass, resolveQuerySet, clearBuffer } = GPUCommandEncoder.prototype;
  const { createBuffer } = GPUDevice.prototype;
  if (fault === "zero") {
    GPUDevice.prototype.createBuffer = function (descriptor) {
      const resolves = (descriptor.usage & GPUBufferUsage.QUERY_RESOLVE) !== 0;
      const usage = descriptor.usage | (resolves ? GPUBufferUsage.COPY_DST : 0);
      return createBuffer.call(this, { ...descriptor, usage });
    };
    GPUCommandEncoder.prototype.resolveQuerySet = function (set, first, count, buffer, offset) {
      resolveQuerySet.call(this, set, first, count, buffer, offset);
      clearBuffer.call(this, buffer, offset, 8 * count);
    };
  } else if (fault === "negative") {
    GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
      const writes = descriptor?.timestampWrites;
      if (!writes) return beginComputePass.call(this, descriptor);
      const timestampWrites = {
        querySet: writes.querySet,
        beginningOfPassWriteIndex: writes.endOfPassWriteIndex!,
        endOfPassWriteIndex: writes.beginningOfPassWriteIndex!,
      };
      return beginComputePass.call(this, { ...descriptor, timestampWrites });
    };
  } else {
    const step = BigInt(fault.stepNanoseconds);
    const Exact = BigUint64Array;
    globalThis.BigUint64Array = class extends Exact {
      constructor(buffer: ArrayBuffer, offset: number, length: number) {
        super(new Exact(buffer, offset, length).map((time) => (time / step) * step));
      }
    } as unknown as BigUint64ArrayConstructor;
  }
};

/** The adapter lacks a feature. */
export const hideFeature = (feature: string): void => {
  const { get } = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, "features")!;
  Object.defineProperty(GPUAdapter.prototype, "features", {
    configurable: true,
    get(this: GPUAdapter) {
      const features = get!.call(this) as ReadonlySet<string>;
      return new Set([...features].filter((each) => each !== feature));
    },
  });
};

/** `performance.now()` in steps of so many milliseconds. */
export const coarsenClock = (milliseconds: number): void => {
  const { now } = Performance.prototype;
  Performance.prototype.now = function () {
    return Math.floor(now.call(this) / milliseconds) * milliseconds;
  };
};

/** The adapter says nothing of itself, as in browsers that guard against fingerprinting. */
export const blankAdapterInfo = (): void => {
  for (const name of ["vendor", "architecture", "device", "description"]) {
    Object.defineProperty(GPUAdapterInfo.prototype, name, { configurable: true, get: () => "" });
  }
};

/** The adapter offers less than it could, and its devices have no more. */
export const lowerLimits = (lower: Readonly<Record<string, number>>): void => {
  for (const { prototype } of [GPUAdapter, GPUDevice]) {
    const { get } = Object.getOwnPropertyDescriptor(prototype, "limits")!;
    Object.defineProperty(prototype, "limits", {
      configurable: true,
      get(this: GPUAdapter | GPUDevice) {
        const limits = get!.call(this) as GPUSupportedLimits;
        return new Proxy(limits, {
          get: (target, name) =>
            lower[name as string] ?? (Reflect.get(target, name, target) as unknown),
        });
      },
    });
  }
};
