import { posix } from "node:path";
import { gpuFlags, vulkanFolders } from "../browser/flags.ts";
import type { SystemFacts, VulkanDriver } from "./facts.ts";
import type { System } from "./system.ts";

/** Where libraries lie on Linux, besides the folder that holds the names of the machine's kind. */
const libraryFolders = ["/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib", "/usr/lib/wsl/lib"];
const machineFolders = ["x86_64-linux-gnu", "aarch64-linux-gnu"];

const everyFolder = libraryFolders.flatMap((folder) => [
  folder,
  ...machineFolders.map((name) => posix.join(folder, name)),
]);

const findLibrary = (name: string, system: System): string | undefined =>
  everyFolder
    .filter((folder) => system.list(folder).includes(name))
    .map((folder) => posix.join(folder, name))[0];

/** Mesa's llvmpipe, and Chromium's own. */
const isSoftware = (file: string): boolean => /lvp|swiftshader|llvmpipe/i.test(file);

const libraryOf = (text: string | undefined): string | undefined => {
  try {
    const parsed = JSON.parse(text ?? "") as { ICD?: { library_path?: unknown } };
    const path = parsed.ICD?.library_path;
    return typeof path === "string" ? path : undefined;
  } catch {
    return undefined;
  }
};

const isThere = (library: string, system: System): boolean =>
  library.includes("/")
    ? system.list(posix.dirname(library)).includes(posix.basename(library))
    : findLibrary(library, system) !== undefined;

const driverAt = (file: string, system: System): VulkanDriver => {
  const named = libraryOf(system.readText(file));
  const library = named?.startsWith(".") === true ? posix.join(posix.dirname(file), named) : named;
  return {
    file,
    ...(library !== undefined && { library }),
    isMissing: library === undefined || !isThere(library, system),
    isSoftware: isSoftware(file),
  };
};

/** The loader, its drivers, and what of the environment chooses between them. */
export const vulkanFacts = (
  system: System,
): Pick<SystemFacts, "vulkanDrivers" | "vulkanLoader" | "nvidiaElsewhere" | "variables"> => {
  const { environment } = system;
  const loader = findLibrary("libvulkan.so.1", system);
  const { VK_DRIVER_FILES: elsewhere } = gpuFlags("hardware", system).environment;
  const names = [
    "VK_DRIVER_FILES",
    "VK_ICD_FILENAMES",
    "NVIDIA_VISIBLE_DEVICES",
    "NVIDIA_DRIVER_CAPABILITIES",
  ];
  return {
    vulkanDrivers: vulkanFolders.flatMap((folder) =>
      system
        .list(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => driverAt(posix.join(folder, name), system)),
    ),
    ...(loader !== undefined && { vulkanLoader: loader }),
    ...(elsewhere !== undefined && { nvidiaElsewhere: elsewhere }),
    variables: names.flatMap((name) => (environment[name] ? [`${name}=${environment[name]}`] : [])),
  };
};
