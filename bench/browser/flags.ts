import { posix } from "node:path";
import type { AdapterKind } from "../../src/domain/capabilities.ts";
import type { Machine } from "./machine.ts";

/** How a browser is started so that its WebGPU is of one kind. */
export interface GpuFlags {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the Vulkan loader looks for drivers under Linux. */
export const vulkanFolders = [
  "/etc/vulkan/icd.d",
  "/usr/share/vulkan/icd.d",
  "/usr/local/share/vulkan/icd.d",
];
/** Where container images and driver installers put NVIDIA's driver file; the loader does not look there. */
const otherFolders = [
  "/usr/local/nvidia/share/vulkan/icd.d",
  "/usr/local/nvidia",
  "/opt/nvidia/share/vulkan/icd.d",
  "/usr/share/nvidia",
  "/run/nvidia/driver/etc/vulkan/icd.d",
  "/run/opengl-driver/share/vulkan/icd.d",
];

const nvidiaFile = (folder: string, machine: Machine): string | undefined => {
  const name = machine.list(folder).find((file) => /^nvidia.*icd.*\.json$/i.test(file));
  return name && posix.join(folder, name);
};

/** NVIDIA's Vulkan driver file where only a variable makes the loader see it. */
const vulkanDriverFile = (machine: Machine): string | undefined => {
  const { VK_DRIVER_FILES, VK_ICD_FILENAMES } = machine.environment;
  if (VK_DRIVER_FILES || VK_ICD_FILENAMES) return undefined;
  if (vulkanFolders.some((folder) => nvidiaFile(folder, machine))) return undefined;
  return otherFolders.map((folder) => nvidiaFile(folder, machine)).find((file) => file);
};

/**
 * Measured on an H100 under Linux: without all of these, headless Chromium takes its software
 * adapter and says nothing. macOS and Windows have WebGPU by default, and need only the GPU on.
 */
const hardwareArguments = (platform: NodeJS.Platform): readonly string[] => {
  if (platform === "darwin") return ["--enable-gpu", "--use-angle=metal"];
  if (platform === "win32") return ["--enable-gpu", "--use-angle=d3d11"];
  return [
    "--enable-unsafe-webgpu",
    "--enable-features=Vulkan",
    "--use-angle=vulkan",
    "--ignore-gpu-blocklist",
    "--enable-gpu",
    "--disable-vulkan-surface",
  ];
};

const hardwareFlags = (machine: Machine): GpuFlags => {
  const driver = machine.platform === "linux" ? vulkanDriverFile(machine) : undefined;
  return {
    arguments: hardwareArguments(machine.platform),
    environment: driver ? { VK_DRIVER_FILES: driver } : {},
  };
};

export const softwareFlags: GpuFlags = {
  arguments: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  environment: {},
};

/** Flags only ask: what came must be read from the page (an unknown adapter's name is ignored in silence). */
export const gpuFlags = (kind: AdapterKind, machine: Machine): GpuFlags =>
  kind === "hardware" ? hardwareFlags(machine) : softwareFlags;
