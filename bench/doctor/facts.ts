import type { AdapterInfo, AdapterKind, Timer } from "../../src/domain/capabilities.ts";

/** A file under /dev through which a GPU is reached. */
export interface GpuNode {
  readonly path: string;
  /** Name of the group that owns it, else its number; undefined where that cannot be read. */
  readonly group?: string;
  /** Whether this user may read and write it. */
  readonly mayOpen: boolean;
}

/** A display controller on the bus, which is there whether or not it has a driver. */
export interface PciGpu {
  /** As "NVIDIA", else the number that the bus gives. */
  readonly vendor: string;
  /** Kernel module that serves it; undefined where none does. */
  readonly driver?: string;
}

/** A file that tells the Vulkan loader of a driver. */
export interface VulkanDriver {
  readonly file: string;
  readonly library?: string;
  /** The library that it names was looked for and is nowhere. */
  readonly isMissing: boolean;
  /** It calculates on the processor. */
  readonly isSoftware: boolean;
}

/** What the system says of itself; nothing was started for it. */
export interface SystemFacts {
  readonly platform: NodeJS.Platform;
  readonly release: string;
  readonly architecture: string;
  /** As "Debian GNU/Linux 12 (bookworm)". */
  readonly distribution?: string;
  readonly isRoot: boolean;
  readonly groups: readonly string[];
  /** What kind of container this is in; undefined where it seems to be in none. */
  readonly container?: string;
  readonly isWsl: boolean;
  /** As a remote session of Windows, a shell over the network; undefined where it is at a desk or unknown. */
  readonly remote?: string;
  readonly hasDisplay: boolean;
  readonly gpuNodes: readonly GpuNode[];
  readonly pciGpus: readonly PciGpu[];
  /** Version of NVIDIA's kernel module. */
  readonly nvidiaDriver?: string;
  readonly vulkanDrivers: readonly VulkanDriver[];
  readonly vulkanLoader?: string;
  /** NVIDIA's Vulkan driver where the loader does not look; the command names it to the browser. */
  readonly nvidiaElsewhere?: string;
  /** Of the environment, as "VK_DRIVER_FILES=…", those that change which driver is taken. */
  readonly variables: readonly string[];
  /** How this system installs Chromium; undefined where that is not known. */
  readonly installBrowser?: string;
  readonly packageProgram?: string;
}

export interface FoundBrowser {
  readonly path: string;
  /** Why it would be taken. */
  readonly by: string;
  /** Playwright's stripped browser, which reaches no GPU on macOS. */
  readonly isHeadlessShell: boolean;
}

/** What one start of a browser gave. */
export type Outcome =
  | {
      readonly status: "adapter";
      readonly kind: AdapterKind;
      readonly browser: string;
      readonly label: string;
      readonly adapter: AdapterInfo;
      readonly features: readonly string[];
    }
  | { readonly status: "no-adapter"; readonly code: string; readonly message: string }
  | { readonly status: "did-not-start"; readonly message: string };

export interface Attempt {
  readonly path: string;
  /** What was asked for; `none`: no flags, as a visitor's browser has it. */
  readonly asked: AdapterKind | "none";
  readonly flags: readonly string[];
  readonly variables: readonly string[];
  readonly version?: string;
  readonly outcome: Outcome;
}

/** A short run on the best adapter. */
export type Trial =
  | {
      readonly status: "measured";
      readonly timer: Timer;
      /** Whether the kernel that ran gave right results. */
      readonly isProved: boolean;
    }
  | { readonly status: "failed"; readonly message: string };

/** Everything that was found. */
export interface Facts {
  readonly system: SystemFacts;
  readonly browsers: readonly FoundBrowser[];
  readonly attempts: readonly Attempt[];
  readonly trial?: Trial;
}
