import { note, trouble, type Finding } from "./diagnosis.ts";
import type { Facts, SystemFacts } from "./facts.ts";

const docker =
  "docker run --gpus all -e NVIDIA_DRIVER_CAPABILITIES=all … (NVIDIA), or docker run --device /dev/dri … (AMD, Intel)";

const hasNvidia = ({ gpuNodes, pciGpus, nvidiaDriver }: SystemFacts): boolean =>
  nvidiaDriver !== undefined ||
  gpuNodes.some(({ path }) => /nvidia/.test(path)) ||
  pciGpus.some(({ vendor }) => vendor === "NVIDIA");

const wslFindings = ({ gpuNodes }: SystemFacts): readonly Finding[] => [
  trouble(
    gpuNodes.some(({ path }) => path === "/dev/dxg")
      ? "This is WSL. It passes the GPU on for CUDA and Direct3D, and has no Vulkan driver that browsers take."
      : "This is WSL, and it passes no GPU on (there is no /dev/dxg).",
    "run npm ci && npm run bench in PowerShell, on Windows itself",
  ),
];

/** Where nothing under /dev leads to a GPU. */
const withoutNode = (system: SystemFacts): readonly Finding[] => {
  const { pciGpus, container } = system;
  const real = pciGpus.filter(({ vendor }) => ["NVIDIA", "AMD", "Intel"].includes(vendor));
  const found = "no GPU under /dev (neither /dev/dri/renderD* nor /dev/nvidia0)";
  if (container !== undefined) {
    return [trouble(`This container (${container}) is given ${found}.`, docker)];
  }
  if (real.length === 0) {
    const virtual = pciGpus.map(({ vendor }) => vendor).join(", ");
    return [
      trouble(
        `There is ${found}, and the bus shows none${virtual === "" ? "" : ` but a virtual one (${virtual})`}: this machine has no GPU.`,
        "use a machine with a GPU, or pass one through to this one",
        "npm run bench -- --adapter software, to check kernels rather than speed",
      ),
    ];
  }
  return real.map(({ vendor, driver }) =>
    trouble(
      `A GPU of ${vendor} is on the bus, and ${found}: ${driver === undefined ? "no kernel module serves it" : `its kernel module is ${driver}`}.`,
      vendor === "NVIDIA"
        ? "install NVIDIA's driver and restart; nvidia-smi then lists the GPU"
        : "install the distribution's GPU firmware and restart; /dev/dri/renderD128 then exists",
    ),
  );
};

const closedNodes = ({ gpuNodes, groups, container }: SystemFacts): readonly Finding[] => {
  const closed = gpuNodes.filter(({ mayOpen }) => !mayOpen);
  if (closed.length === 0) return [];
  const owners = [...new Set(closed.flatMap(({ group }) => group ?? []))];
  const missing = owners.filter((group) => !groups.includes(group));
  return [
    trouble(
      `This user may not open ${closed.map(({ path }) => path).join(", ")}${missing.length > 0 ? `: it is not in the group ${missing.join(", ")}` : ""}.`,
      ...missing
        .filter((group) => group !== "root")
        .map((group) =>
          container === undefined
            ? `sudo usermod -aG ${group} $USER, then log in again`
            : `docker run --group-add ${group} …, with the number that the group has on the host`,
        ),
      ...(missing.includes("root") || missing.length === 0
        ? ["give the device a group that this user is in (render), by udev or by the container"]
        : []),
    ),
  ];
};

const installers: Readonly<Record<string, string>> = {
  "apt-get": "apt-get install mesa-vulkan-drivers libvulkan1",
  dnf: "dnf install mesa-vulkan-drivers vulkan-loader",
  apk: "apk add mesa-vulkan-ati mesa-vulkan-intel vulkan-loader",
  pacman: "pacman -S vulkan-icd-loader vulkan-radeon (or vulkan-intel)",
  zypper: "zypper install Mesa-libVulkan libvulkan1",
};

const mesaRemedy = ({ packageProgram = "", isRoot }: SystemFacts): string => {
  const command = installers[packageProgram];
  if (command === undefined) return "install Mesa's Vulkan drivers";
  return isRoot ? command : `sudo ${command}`;
};

const nvidiaRemedies = ({ container, nvidiaDriver }: SystemFacts): readonly string[] =>
  container === undefined
    ? [
        `install the graphics part of NVIDIA's driver (libnvidia-gl or nvidia-vulkan-icd)${nvidiaDriver === undefined ? "" : ` of version ${nvidiaDriver}`}`,
      ]
    : [
        "start the container with NVIDIA_DRIVER_CAPABILITIES=all: compute,utility alone brings no Vulkan driver",
        "or install the graphics libraries of the host's driver version in the image, and /etc/vulkan/icd.d/nvidia_icd.json",
      ];

const vulkanFindings = (system: SystemFacts): readonly Finding[] => {
  const { vulkanDrivers, nvidiaElsewhere, variables } = system;
  const usable = vulkanDrivers.filter(({ isMissing, isSoftware }) => !isMissing && !isSoftware);
  const broken = vulkanDrivers.filter(({ isMissing }) => isMissing);
  const chosen = variables.filter((variable) => variable.startsWith("VK_"));
  return [
    ...(usable.length === 0 && nvidiaElsewhere === undefined
      ? [
          trouble(
            `No Vulkan driver of a GPU is installed${vulkanDrivers.some(({ isSoftware }) => isSoftware) ? "; the one that is there calculates on the processor" : ""}.`,
            ...(hasNvidia(system) ? nvidiaRemedies(system) : []),
            ...(hasNvidia(system) ? [] : [mesaRemedy(system)]),
          ),
        ]
      : []),
    ...broken.map(({ file, library }) =>
      trouble(
        library === undefined
          ? `${file} names no library.`
          : `${file} names ${library}, which is nowhere.`,
        "install the driver again; half of it is missing",
      ),
    ),
    ...(chosen.length > 0
      ? [note(`The environment chooses the Vulkan driver: ${chosen.join(", ")}.`, "try it without")]
      : []),
  ];
};

/** What stands between a browser and a GPU on Linux. */
export const linuxFindings = ({ system, attempts }: Facts): readonly Finding[] => {
  if (system.isWsl) return wslFindings(system);
  if (system.gpuNodes.length === 0) return withoutNode(system);
  const findings = [...closedNodes(system), ...vulkanFindings(system)];
  if (findings.some(({ level }) => level === "problem") || attempts.length === 0) return findings;
  return [
    ...findings,
    trouble(
      "The device and a Vulkan driver are there, and yet the browser takes neither.",
      "vulkaninfo --summary: the GPU must be listed, as Vulkan 1.1 or newer",
      "update the graphics driver and the browser",
      "npm run bench -- --verbose --adapter hardware, to see what the browser says",
    ),
  ];
};
