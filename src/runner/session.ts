import type { AdapterKind, Environment } from "../domain/capabilities.ts";
import type { DeviceClass } from "../domain/deviceClass.ts";
import { FailureError, type Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Warning } from "../domain/result.ts";
import type { Bytes } from "../domain/units.ts";
import { limitsOf, requestAdapter } from "../gpu/adapter.ts";
import { requestDevice } from "../gpu/gpuDevice.ts";
import { f16Words } from "../kernels/inputs.ts";
import { variantById, type Kernel } from "../kernels/kernel.ts";
import { multiplyAddF32 } from "../kernels/multiplyAddF32.ts";
import { streamRead } from "../kernels/streamRead.ts";
import { Arena } from "../measure/arena.ts";
import { Canary } from "../measure/canary.ts";
import { createGpuContext } from "../measure/gpuContext.ts";
import type { GpuContext } from "../measure/gpuContext.ts";
import type { Measuring } from "../measure/measuring.ts";
import { createArithmeticWork } from "../measure/arithmeticWork.ts";
import type { Pause } from "../measure/pause.ts";
import type { PreparedWork } from "../measure/preparedWork.ts";
import { samplerPresets, type SamplerOptions } from "../measure/samplerOptions.ts";
import { createStreamReadWork } from "../measure/streamReadWork.ts";
import { threadTime } from "../measure/threadTime.ts";
import { timerSelfTest } from "../measure/timerSelfTest.ts";
import type { Tuner } from "../measure/tuner.ts";
import { defaultMemoryBytes } from "../workloads/memoryPlan.ts";
import type { SuitePlan } from "../workloads/suites.ts";
import { deviceClassOf, describeUserAgent, labelOf } from "./environment.ts";

/** A device made ready to measure: its clock is tested, its canaries have sung once. */
export interface Session {
  readonly measuring: Measuring;
  readonly environment: Environment;
  readonly deviceClass: DeviceClass;
  readonly memoryBytes: Bytes;
  readonly canaries: readonly Canary[];
  /** Small work of known size, for the checks of the clock itself. */
  readonly arithmeticWork: PreparedWork;
  readonly warnings: readonly Warning[];
  readonly lost: Promise<Failure>;
  close(): void;
}

export interface SessionInput {
  readonly options: RunOptions;
  readonly suite: SuitePlan;
  readonly signal: AbortSignal;
  readonly pause: Pause;
  /** 1; 0.5 after a device was lost. */
  readonly memoryShare: number;
  /** After timestamps were found broken in the midst of a run. */
  readonly wallOnly: boolean;
  readonly tuner: Tuner;
}

const canaryBytes = { hardware: 64e6, software: 8e6 } as const;
const canaryInvocations = { hardware: 2 ** 18, software: 2 ** 11 } as const;

const presetOf = (suite: SuitePlan, kind: AdapterKind): SamplerOptions => {
  if (kind === "software") return samplerPresets.software;
  return suite.name === "full" ? samplerPresets.full : samplerPresets.quick;
};

/** Who names a model waits for it, however slow the device. */
const samplingOf = (
  suite: SuitePlan,
  kind: AdapterKind,
  { models }: RunOptions,
): SamplerOptions => {
  const preset = presetOf(suite, kind);
  return models ? { ...preset, maximumSeconds: samplerPresets.full.maximumSeconds } : preset;
};

const orThrow = async <T extends { readonly status: string }>(
  outcome: Promise<T>,
): Promise<Extract<T, { status: "ready" }>> => {
  const settled = await outcome;
  if (settled.status === "ready") return settled as Extract<T, { status: "ready" }>;
  const { failure } = settled as unknown as { readonly failure: Failure };
  throw new FailureError(failure);
};

const compiled = async ({ pipelines }: GpuContext, kernel: Kernel, kind: AdapterKind) => {
  const variant =
    kind === "software" ? variantById(kernel, kernel.softwareVariant) : kernel.variants[0];
  const compilation = await pipelines.get(kernel, variant);
  if (compilation.status === "compiled") return { variant, pipeline: compilation.pipeline };
  const message = `${kernel.id}: ${compilation.message}`;
  throw new FailureError({ code: "no-device", message });
};

/** Asks for adapter and device and makes them ready. Throws a FailureError where that cannot be. */
export const openSession = async (input: SessionInput): Promise<Session> => {
  const { options, suite, signal, pause, memoryShare, wallOnly, tuner } = input;
  const { adapter, info, kind } = await orThrow(requestAdapter(options.adapter ?? "auto"));
  const { gpu } = await orThrow(requestDevice(adapter));
  try {
    const context = await createGpuContext(gpu, suite.seed);
    const canaryArena = new Arena(gpu, context.filler, suite.seed + 1);
    if (!(await canaryArena.grow(canaryBytes[kind]))) {
      throw new FailureError({ code: "no-device", message: "The device gave no memory." });
    }
    await canaryArena.fill(f16Words);
    const canaryContext = { ...context, arena: canaryArena };
    const read = await compiled(context, streamRead, kind);
    const multiplyAdd = await compiled(context, multiplyAddF32, kind);
    const memoryWork = createStreamReadWork(
      canaryContext,
      streamRead,
      read.pipeline,
      read.variant,
      { elements: canaryArena.bytes / 4 },
    );
    const arithmeticWork = createArithmeticWork(
      canaryContext,
      multiplyAddF32,
      multiplyAdd.pipeline,
      multiplyAdd.variant,
      { elements: canaryInvocations[kind] },
    );
    const selfTest = await orThrow(
      timerSelfTest(arithmeticWork.work, threadTime, signal, { wallOnly }),
    );
    const { clock, timer, message } = selfTest;
    const description = describeUserAgent(globalThis.navigator.userAgent);
    const deviceClass = deviceClassOf(info, description.operatingSystem);
    return {
      measuring: {
        context,
        adapterKind: kind,
        clock,
        sampling: samplingOf(suite, kind, options),
        tuner,
        signal,
        pause,
      },
      environment: {
        ...description,
        adapter: info,
        label: labelOf(info),
        features: [...gpu.features].toSorted(),
        limits: limitsOf(gpu.limits),
        timer,
      },
      deviceClass,
      memoryBytes: (options.memoryBytes ?? defaultMemoryBytes(deviceClass)) * memoryShare,
      canaries: [
        new Canary("memory", memoryWork.work, clock),
        new Canary("arithmetic", arithmeticWork.work, clock),
      ],
      arithmeticWork,
      warnings:
        timer.selfTest === "failed"
          ? [{ code: "timestamps-broken", message: message ?? "The timestamps failed their test." }]
          : [],
      lost: gpu.lost,
      close: () => gpu.destroy(),
    };
  } catch (thrown) {
    gpu.destroy();
    throw thrown;
  }
};
