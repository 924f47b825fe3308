import { FailureError, type Failure } from "../domain/failure.ts";
import { matrixOfferOf, noMatrixUnit, type MatrixOffer } from "../domain/matrixUnit.ts";
import type { Bytes, Seconds } from "../domain/units.ts";
import { infoOf, limitsOf } from "./adapter.ts";
import { matrixAccessOf } from "./matrixAccess.ts";
import { patience, patienceSeconds } from "./patience.ts";

/** Features that some kernel or the clock can use; asked for where the adapter has them. */
const usefulFeatures = [
  "timestamp-query",
  "shader-f16",
  "subgroups",
  "subgroup-size-control",
  "chromium-experimental-subgroup-matrix",
] as const;

const throwFailure = (failure: Failure): never => {
  throw new FailureError(failure);
};

/** `data.reason` of a loss that nobody told. */
export const noAnswer = "no-answer";

const silence = (seconds: Seconds): FailureError =>
  new FailureError({
    code: "device-lost",
    message: `The GPU did not answer for ${seconds} s.`,
    data: { reason: noAnswer },
  });

/** A crash of the GPU process was told 15 ms after it; promises had rejected before. */
const shortly = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 250);
  });

/** A device whose resources are tracked and whose errors are kept: nothing outlives `destroy()`. */
export class GpuDevice {
  readonly device: GPUDevice;
  readonly matrix: MatrixOffer;
  /** Rejects never; resolves with the reason once the device is lost. */
  readonly lost: Promise<Failure>;
  readonly #buffers = new Set<GPUBuffer>();
  readonly #errors: string[] = [];
  #failure: Failure | undefined;

  constructor(device: GPUDevice, matrix = noMatrixUnit) {
    this.device = device;
    this.matrix = matrix;
    this.lost = device.lost.then(({ reason, message }) => {
      this.#failure = {
        code: "device-lost",
        message: message || "The browser gave no reason.",
        data: { reason: reason ?? "unknown" },
      };
      return this.#failure;
    });
    device.addEventListener("uncapturederror", ({ error }) => {
      this.#errors.push(error.message);
    });
  }

  get features(): ReadonlySet<string> {
    return this.device.features as ReadonlySet<string>;
  }

  get limits(): GPUSupportedLimits {
    return this.device.limits;
  }

  /** Errors that no scope caught, so far. Any of them spoils the kernel in between. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  get liveBuffers(): number {
    return this.#buffers.size;
  }

  /** Throws the loss as a failure; a lost device makes every other error meaningless. */
  throwIfLost(): void {
    if (this.#failure) throw new FailureError(this.#failure);
  }

  /** A small buffer that any device has room for. */
  createBuffer(size: Bytes, usage: GPUBufferUsageFlags, label: string): GPUBuffer {
    const buffer = this.device.createBuffer({ size, usage, label });
    this.#buffers.add(buffer);
    return buffer;
  }

  /** A large buffer, or undefined where memory is out: known only after the scopes are popped. */
  async allocate(
    size: Bytes,
    usage: GPUBufferUsageFlags,
    label: string,
  ): Promise<GPUBuffer | undefined> {
    this.device.pushErrorScope("validation");
    this.device.pushErrorScope("out-of-memory");
    const buffer = this.device.createBuffer({ size, usage, label });
    const errors = await this.orLost(
      Promise.all([this.device.popErrorScope(), this.device.popErrorScope()]),
    );
    this.throwIfLost();
    if (errors.some((error) => error !== null)) {
      buffer.destroy();
      return undefined;
    }
    this.#buffers.add(buffer);
    return buffer;
  }

  release(buffers: Iterable<GPUBuffer>): void {
    for (const buffer of buffers) {
      buffer.destroy();
      this.#buffers.delete(buffer);
    }
  }

  /** Waits until errors of what was submitted so far have been told. */
  async settleErrors(): Promise<void> {
    this.device.pushErrorScope("validation");
    const error = await this.orLost(this.device.popErrorScope());
    if (error) this.#errors.push(error.message);
    this.throwIfLost();
  }

  /**
   * `promise`, or the loss of the device: some promises never settle after a loss, and others reject
   * for reasons of their own just before it is told. A device that does not answer counts as lost.
   */
  async orLost<T>(promise: Promise<T>, seconds: Seconds = patienceSeconds): Promise<T> {
    const waiting = patience(seconds, () => silence(seconds));
    try {
      return await Promise.race([promise, this.lost.then(throwFailure), waiting.end]);
    } catch (thrown) {
      await Promise.race([this.lost, shortly()]);
      this.throwIfLost();
      throw thrown;
    } finally {
      waiting.stop();
    }
  }

  destroy(): void {
    this.release([...this.#buffers]);
    this.device.destroy();
  }
}

export type DeviceOutcome =
  | { readonly status: "ready"; readonly gpu: GpuDevice }
  | { readonly status: "unavailable"; readonly failure: Failure };

const matrixOf = async (
  adapter: GPUAdapter,
  device: GPUDevice,
  features: readonly string[],
): Promise<MatrixOffer> => {
  if (!features.includes("chromium-experimental-subgroup-matrix")) return noMatrixUnit;
  const info = infoOf(adapter);
  const units = info.subgroupMatrixConfigs ?? [];
  const canAskForSize = features.includes("subgroup-size-control");
  return matrixOfferOf(units, info, canAskForSize, await matrixAccessOf(device));
};

/** A device with all the adapter's own limits and every useful feature. */
export const requestDevice = async (adapter: GPUAdapter): Promise<DeviceOutcome> => {
  const requiredFeatures = usefulFeatures.filter((feature) =>
    (adapter.features as ReadonlySet<string>).has(feature),
  ) as GPUFeatureName[];
  try {
    const device = await adapter.requestDevice({
      requiredFeatures,
      requiredLimits: limitsOf(adapter.limits),
    });
    const matrix = await matrixOf(adapter, device, requiredFeatures);
    return { status: "ready", gpu: new GpuDevice(device, matrix) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: "unavailable", failure: { code: "no-device", message } };
  }
};
