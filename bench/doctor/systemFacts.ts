import { posix } from "node:path";
import { asTyped, packageManager } from "../browser/packageManagers.ts";
import type { GpuNode, PciGpu, SystemFacts } from "./facts.ts";
import type { System } from "./system.ts";
import { vulkanFacts } from "./vulkan.ts";

const distributionOf = ({ readText }: System): string | undefined =>
  /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(readText("/etc/os-release") ?? "")?.[1];

const groupNames = ({ readText }: System): ReadonlyMap<number, string> =>
  new Map(
    (readText("/etc/group") ?? "").split("\n").flatMap((line) => {
      const [name, , number] = line.split(":");
      return name && number ? [[Number(number), name] as const] : [];
    }),
  );

const nameOf = (group: number, names: ReadonlyMap<number, string>): string =>
  names.get(group) ?? String(group);

const gpuNodeNames = /^(nvidia\d+|dxg|kfd|mali\d*|kgsl-3d0)$/;

const gpuNodes = (system: System, names: ReadonlyMap<number, string>): readonly GpuNode[] =>
  [
    ...system
      .list("/dev/dri")
      .filter((name) => name.startsWith("renderD"))
      .map((name) => posix.join("/dev/dri", name)),
    ...system
      .list("/dev")
      .filter((name) => gpuNodeNames.test(name))
      .map((name) => posix.join("/dev", name)),
  ].map((path) => {
    const found = system.node(path);
    return {
      path,
      ...(found && { group: nameOf(found.group, names) }),
      mayOpen: found?.mayOpen ?? false,
    };
  });

const vendors: Readonly<Record<string, string>> = {
  "0x10de": "NVIDIA",
  "0x1002": "AMD",
  "0x8086": "Intel",
  "0x1af4": "virtio",
  "0x1234": "QEMU",
  "0x15ad": "VMware",
  "0x1414": "Microsoft",
};
const displayClass = /^0x03/;
const bus = "/sys/bus/pci/devices";

const pciGpus = ({ list, readText }: System): readonly PciGpu[] =>
  list(bus)
    .map((name) => posix.join(bus, name))
    .filter((device) => displayClass.test(readText(posix.join(device, "class")) ?? ""))
    .map((device) => {
      const vendor = readText(posix.join(device, "vendor"))?.trim() ?? "unknown";
      const driver = /^DRIVER=(.*)$/m.exec(readText(posix.join(device, "uevent")) ?? "")?.[1];
      return { vendor: vendors[vendor] ?? vendor, ...(driver !== undefined && { driver }) };
    });

const nvidiaDriver = ({ readText }: System): string | undefined =>
  /Kernel Module\s+(?:for \S+\s+)?([\d.]+)/.exec(
    readText("/proc/driver/nvidia/version") ?? "",
  )?.[1];

/** systemd and others tell their containers; Docker and Podman leave a file. */
const containerOf = ({ environment, list, readText }: System): string | undefined => {
  if (list("/").includes(".dockerenv")) return "Docker";
  if (list("/run").includes(".containerenv")) return "Podman";
  if (environment.KUBERNETES_SERVICE_HOST) return "Kubernetes";
  if (environment.container) return environment.container;
  const groups = readText("/proc/1/cgroup") ?? "";
  return /docker|kubepods|containerd|lxc/.exec(groups)?.[0];
};

const remoteOf = ({ environment, platform }: System): string | undefined => {
  if (platform === "win32" && environment.SESSIONNAME?.startsWith("RDP")) return "Remote Desktop";
  return environment.SSH_CONNECTION ? "a shell over the network" : undefined;
};

const linuxFacts = (system: System): Partial<SystemFacts> => {
  const distribution = distributionOf(system);
  const container = containerOf(system);
  const driver = nvidiaDriver(system);
  return {
    ...(distribution !== undefined && { distribution }),
    ...(container !== undefined && { container }),
    ...(driver !== undefined && { nvidiaDriver: driver }),
    ...vulkanFacts(system),
  };
};

/** What the system says of itself, read from files and the environment only. */
export const systemFacts = (system: System): SystemFacts => {
  const { platform, release, architecture, isRoot, environment, groupNumbers } = system;
  const isLinux = platform === "linux";
  const names = isLinux ? groupNames(system) : new Map<number, string>();
  const remote = remoteOf(system);
  const manager = packageManager(system);
  return {
    platform,
    release,
    architecture,
    isRoot,
    groups: groupNumbers.map((group) => nameOf(group, names)),
    isWsl: isLinux && /microsoft/i.test(system.readText("/proc/version") ?? ""),
    ...(remote !== undefined && { remote }),
    hasDisplay: !isLinux || Boolean(environment.DISPLAY ?? environment.WAYLAND_DISPLAY),
    gpuNodes: isLinux ? gpuNodes(system, names) : [],
    pciGpus: isLinux ? pciGpus(system) : [],
    vulkanDrivers: [],
    variables: [],
    ...(isLinux ? linuxFacts(system) : {}),
    ...(manager && { installBrowser: asTyped(manager, isRoot), packageProgram: manager.program }),
  };
};
