import { existsSync } from "node:fs";
import { create, globals } from "webgpu";
import { countBuffers } from "../gpu/harness/bufferCensus.ts";

/** Whether native f16 and subgroups can run here, and if not why. */
export type Lavapipe =
  { readonly status: "ready" } | { readonly status: "missing"; readonly reason: string };

const driverFiles = ["", `.${process.arch === "arm64" ? "aarch64" : "x86_64"}`].map(
  (suffix) => `/usr/share/vulkan/icd.d/lvp_icd${suffix}.json`,
);

const featuresOf = async (gpu: GPU): Promise<ReadonlySet<string> | undefined> =>
  (await gpu.requestAdapter())?.features as ReadonlySet<string> | undefined;

/**
 * Mesa's Vulkan on the processor through Dawn, as `navigator.gpu` of this process: the one software driver
 * that runs native f16, with subgroups of 8. Dawn refuses Mesa before version 25.
 */
export const openLavapipe = async (): Promise<Lavapipe> => {
  const driver = driverFiles.find(existsSync);
  if (!driver) return { status: "missing", reason: "mesa-vulkan-drivers is not installed" };
  process.env["VK_DRIVER_FILES"] = driver;
  Object.assign(globalThis, globals);
  const gpu = create(["backend=vulkan", "enable-dawn-features=allow_unsafe_apis"]);
  const features = await featuresOf(gpu);
  if (!features) {
    return { status: "missing", reason: "this mesa-vulkan-drivers is too old: Dawn refuses it" };
  }
  const lacking = ["shader-f16", "subgroups"].filter((feature) => !features.has(feature));
  if (lacking.length > 0) {
    return { status: "missing", reason: `this driver lacks ${lacking.join(" and ")}` };
  }
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { gpu } });
  Object.defineProperty(globalThis, "isSecureContext", { configurable: true, value: true });
  countBuffers();
  return { status: "ready" };
};
