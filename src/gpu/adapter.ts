import type { AdapterInfo, AdapterKind } from "../domain/capabilities.ts";
import type { Failure } from "../domain/failure.ts";
import type { MatrixUnit } from "../domain/matrixUnit.ts";
import type { AdapterChoice } from "../domain/options.ts";

export type AdapterOutcome =
  | {
      readonly status: "ready";
      readonly adapter: GPUAdapter;
      readonly info: AdapterInfo;
      readonly kind: AdapterKind;
    }
  | { readonly status: "unavailable"; readonly failure: Failure };

const unavailable = (code: Failure["code"], message: string): AdapterOutcome => ({
  status: "unavailable",
  failure: { code, message },
});

/** Renderers that run on the processor, as their adapters name themselves. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|warp\b/i;

/** What browsers with the matrix unit's feature add; not yet among the types of WebGPU. */
interface MatrixInfo {
  readonly subgroupMatrixConfigs?: Iterable<MatrixUnit>;
}

const unitsOf = (configs: Iterable<MatrixUnit>): readonly MatrixUnit[] =>
  Array.from(configs, ({ componentType, resultComponentType, M, N, K }) => ({
    componentType,
    resultComponentType,
    M,
    N,
    K,
  }));

/** Copied key by key: `GPUAdapterInfo` neither clones nor spreads. */
export const infoOf = ({ info }: { readonly info: GPUAdapterInfo & MatrixInfo }): AdapterInfo => ({
  vendor: info.vendor,
  architecture: info.architecture,
  device: info.device,
  description: info.description,
  ...(info.isFallbackAdapter !== undefined && { isFallback: info.isFallbackAdapter }),
  ...(info.subgroupMinSize !== undefined && { subgroupMinSize: info.subgroupMinSize }),
  ...(info.subgroupMaxSize !== undefined && { subgroupMaxSize: info.subgroupMaxSize }),
  ...(info.subgroupMatrixConfigs && {
    subgroupMatrixConfigs: unitsOf(info.subgroupMatrixConfigs),
  }),
});

export const adapterKindOf = (info: AdapterInfo): AdapterKind =>
  info.isFallback || softwareNames.test(`${info.architecture} ${info.device} ${info.description}`)
    ? "software"
    : "hardware";

/**
 * A fresh adapter, which serves one device: an adapter is used up by its first `requestDevice`. What
 * came is judged by what it says, since flags and `powerPreference` promise nothing.
 */
export const requestAdapter = async (choice: AdapterChoice): Promise<AdapterOutcome> => {
  if (!globalThis.isSecureContext) {
    return unavailable("insecure-context", "The page was not opened by https or localhost.");
  }
  const gpu = globalThis.navigator.gpu as GPU | undefined;
  if (!gpu) return unavailable("no-webgpu", "navigator.gpu is not there.");
  const adapter =
    (await gpu.requestAdapter({ powerPreference: "high-performance" })) ??
    (choice === "hardware" ? null : await gpu.requestAdapter({ forceFallbackAdapter: true }));
  if (!adapter) return unavailable("no-adapter", "requestAdapter() gave null.");
  const info = infoOf(adapter);
  const kind = adapterKindOf(info);
  if (choice === "hardware" && kind === "software") {
    return unavailable("no-hardware-adapter", "The browser offers a software adapter only.");
  }
  if (choice === "software" && kind === "hardware") {
    const fallback = await gpu.requestAdapter({ forceFallbackAdapter: true });
    if (!fallback) return unavailable("no-adapter", "The browser offers no software adapter.");
    return { status: "ready", adapter: fallback, info: infoOf(fallback), kind: "software" };
  }
  return { status: "ready", adapter, info, kind };
};

/** Every limit by name; `GPUSupportedLimits` has them as getters of its prototype. */
export const limitsOf = (limits: GPUSupportedLimits): Record<string, number> => {
  const copy: Record<string, number> = {};
  for (const name in limits) {
    const value = limits[name as keyof GPUSupportedLimits];
    if (typeof value === "number") copy[name] = value;
  }
  return copy;
};
