import type { AdapterKind, Capabilities, Environment } from "../../src/domain/capabilities.ts";
import type { AdapterChoice } from "../../src/domain/options.ts";
import { asCalled } from "../asCalled.ts";
import type { Machine } from "./machine.ts";

/** Without one of these nodes Linux has no GPU to reach, which spares a start of the browser. */
const hasGpuNode = (machine: Machine): boolean =>
  machine.list("/dev/dri").some((name) => name.startsWith("renderD")) ||
  machine.list("/dev").some((name) => /^(nvidia\d+|dxg|kfd|mali\d*|kgsl-3d0)$/.test(name));

/** The kinds of adapter to start a browser for, in order, until one comes that is wanted. */
export const attemptsFor = (choice: AdapterChoice, machine: Machine): readonly AdapterKind[] => {
  if (choice !== "auto") return [choice];
  return machine.platform === "linux" && !hasGpuNode(machine)
    ? ["software"]
    : ["hardware", "software"];
};

const tellsMore = asCalled("npm run bench -- doctor tells more");

/** What a person can do so that the browser reaches a GPU. */
export const hardwareAdvice = (machine: Machine): string => {
  if (machine.platform !== "linux") {
    return `update the graphics driver, and see that the browser may use the GPU; ${tellsMore}`;
  }
  return hasGpuNode(machine)
    ? `see that vulkaninfo --summary lists the GPU: its Vulkan driver may be missing, or this user may not open the device; ${tellsMore}`
    : `this system shows no GPU (neither /dev/dri/renderD* nor /dev/nvidia0): install its driver, or pass the device on to the container; ${tellsMore}`;
};

export type Judgement =
  | { readonly status: "take"; readonly environment: Omit<Environment, "timer"> }
  | { readonly status: "refuse"; readonly message: string };

/** Whether what the browser really gives is what was asked for; flags only ask. */
export const judge = (capabilities: Capabilities, asked: AdapterKind): Judgement => {
  if (capabilities.status === "unavailable") {
    return { status: "refuse", message: capabilities.failure.message };
  }
  const { adapterKind, environment } = capabilities;
  if (adapterKind === asked) return { status: "take", environment };
  return {
    status: "refuse",
    message: `a ${asked} adapter was asked for, and this browser gives a ${adapterKind} one (${environment.label})`,
  };
};
