import { describe, expect, it } from "vitest";
import { browsersOf } from "../../../../bench/doctor/browsers.ts";
import type { Diagnosis } from "../../../../bench/doctor/diagnosis.ts";
import { doctorText } from "../../../../bench/doctor/doctorText.ts";
import type { Attempt, Facts, Outcome, Trial } from "../../../../bench/doctor/facts.ts";
import { judgeFacts } from "../../../../bench/doctor/judge.ts";
import { parseDoctor } from "../../../../bench/doctor/options.ts";
import { systemFacts } from "../../../../bench/doctor/systemFacts.ts";
import type { AdapterKind } from "../../../../src/domain/capabilities.ts";
import { madeUpSystem, type MadeUpSystem } from "./madeUpSystem.ts";

const chromium = "/usr/bin/chromium";
const osRelease = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';
const groups = "root:x:0:\nvideo:x:44:ada\nrender:x:104:\nada:x:1000:\n";
const radeon = "/usr/share/vulkan/icd.d/radeon_icd.x86_64.json";
const nvidia = "/usr/share/vulkan/icd.d/nvidia_icd.json";
const icd = (library: string): string => JSON.stringify({ ICD: { library_path: library } });

const linux: MadeUpSystem = {
  files: { "/etc/os-release": osRelease, "/etc/group": groups },
  programs: [chromium, "/usr/bin/apt-get"],
};
const withRadeon: MadeUpSystem = {
  ...linux,
  files: {
    ...linux.files,
    [radeon]: icd("/usr/lib/x86_64-linux-gnu/libvulkan_radeon.so"),
    "/usr/lib/x86_64-linux-gnu/libvulkan_radeon.so": "",
    "/usr/lib/x86_64-linux-gnu/libvulkan.so.1": "",
    "/sys/bus/pci/devices/0000:03:00.0/class": "0x030000\n",
    "/sys/bus/pci/devices/0000:03:00.0/vendor": "0x1002\n",
    "/sys/bus/pci/devices/0000:03:00.0/uevent": "DRIVER=amdgpu\nPCI_CLASS=30000\n",
  },
  devices: { "/dev/dri/renderD128": { group: 104, mayOpen: true } },
  groupNumbers: [1000, 104],
};
const withNvidia: MadeUpSystem = {
  ...linux,
  files: {
    ...linux.files,
    "/proc/driver/nvidia/version":
      "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build\n",
    "/usr/lib/x86_64-linux-gnu/libGLX_nvidia.so.0": "",
    [nvidia]: icd("libGLX_nvidia.so.0"),
  },
  devices: { "/dev/nvidia0": { group: 0, mayOpen: true } },
};

const adapter = (kind: AdapterKind, label: string, features: readonly string[] = []): Outcome => ({
  status: "adapter",
  kind,
  browser: "Chrome 156",
  label,
  adapter: { vendor: "", architecture: "", device: "", description: label },
  features,
});
const swiftshader = adapter("software", "Google swiftshader", ["timestamp-query"]);
const noAdapter: Outcome = {
  status: "no-adapter",
  code: "no-adapter",
  message: "requestAdapter() gave null.",
};
const doesNotStart = (message: string): Outcome => ({ status: "did-not-start", message });

const attempt = (asked: Attempt["asked"], outcome: Outcome, path = chromium): Attempt => ({
  path,
  asked,
  flags: [],
  variables: [],
  version: "156.0.0.0",
  outcome,
});

const measured: Trial = {
  status: "measured",
  timer: { kind: "timestamp-query", resolutionSeconds: 1e-6, selfTest: "passed" },
  isProved: true,
};

interface Case {
  readonly system: MadeUpSystem;
  readonly attempts?: readonly Attempt[];
  readonly trial?: Trial;
}
const softwareOnly = [attempt("hardware", swiftshader), attempt("none", noAdapter)];

const factsOf = ({ system, attempts = softwareOnly, trial }: Case): Facts => {
  const here = madeUpSystem(system);
  return {
    system: systemFacts(here),
    browsers: browsersOf(undefined, here),
    attempts,
    ...(trial && { trial }),
  };
};
const diagnose = (made: Case): Diagnosis => judgeFacts(factsOf(made));
const problemsOf = ({ findings }: Diagnosis): string =>
  findings
    .filter(({ level }) => level === "problem")
    .flatMap(({ text, remedies }) => [text, ...remedies.map((remedy) => `> ${remedy}`)])
    .join("\n");

const containerFiles = { "/.dockerenv": "" };
const lavapipe = {
  "/usr/share/vulkan/icd.d/lvp_icd.json": icd("libvulkan_lvp.so"),
  "/usr/lib/libvulkan_lvp.so": "",
};
const procVersion = "Linux version 5.15.133.1-microsoft-standard-WSL2 (oe-user@oe-host)";

describe("a GPU that is reached", () => {
  const reached = diagnose({
    system: withRadeon,
    attempts: [
      attempt(
        "hardware",
        adapter("hardware", "AMD Radeon RX 7900 XTX", ["shader-f16", "timestamp-query"]),
      ),
      attempt("none", noAdapter),
    ],
    trial: measured,
  });

  it("is named, and nothing stands in its way", () => {
    expect(reached.verdict).toBe("gpu");
    expect(reached.summary).toContain("AMD Radeon RX 7900 XTX");
    expect(problemsOf(reached)).toBe("");
  });

  it("is told to be out of reach for visitors where only flags bring it", () => {
    expect(JSON.stringify(reached.findings)).toContain("visitors of the page get no GPU");
  });

  it("whose results are wrong is a problem", () => {
    const wrong = diagnose({
      system: withRadeon,
      attempts: [attempt("hardware", adapter("hardware", "GPU"))],
      trial: { ...measured, isProved: false },
    });
    expect(problemsOf(wrong)).toContain("results are wrong");
  });
});

/** Each is what such a system showed; where a public report told of it, its address. */
const cases: readonly (readonly [string, Case, readonly RegExp[]])[] = [
  [
    "a bare root has no browser",
    { system: { ...linux, programs: ["/usr/bin/apt-get"] }, attempts: [] },
    [/No browser was found/, /> sudo apt-get .*install .*chromium/, /> npm run bench/],
  ],
  [
    "a downloaded browser lacks the system's libraries",
    {
      system: linux,
      attempts: [
        attempt(
          "hardware",
          doesNotStart(
            "x does not start: error while loading shared libraries: libnss3.so: cannot",
          ),
        ),
      ],
    },
    [/libnss3\.so is missing/, /> sudo npx playwright-core install-deps chromium/],
  ],
  [
    "a machine without a GPU",
    { system: linux },
    [/this machine has no GPU/, /> npm run bench -- --adapter software/],
  ],
  [
    "a virtual machine with a virtual display",
    {
      system: {
        ...linux,
        files: {
          ...linux.files,
          "/sys/bus/pci/devices/0000:00:02.0/class": "0x030000",
          "/sys/bus/pci/devices/0000:00:02.0/vendor": "0x1234",
        },
      },
    },
    [/virtual one \(QEMU\)/],
  ],
  [
    "a GPU on the bus without a driver",
    {
      system: {
        ...linux,
        files: {
          ...linux.files,
          "/sys/bus/pci/devices/0000:01:00.0/class": "0x030200\n",
          "/sys/bus/pci/devices/0000:01:00.0/vendor": "0x10de\n",
          "/sys/bus/pci/devices/0000:01:00.0/uevent": "PCI_CLASS=30200\n",
        },
      },
    },
    [/NVIDIA is on the bus.*no kernel module serves it/, /> install NVIDIA's driver/],
  ],
  [
    "a container that is given no device",
    { system: { ...linux, files: { ...linux.files, ...containerFiles } } },
    [/This container \(Docker\) is given no GPU/, /> docker run --gpus all .*--device \/dev\/dri/],
  ],
  // https://github.com/puppylinux-woof-CE/woof-CE/pull/3013
  // https://github.com/BrowserWorks/waterfox/issues/2895
  [
    "a user who is not in the group of the device",
    {
      system: {
        ...withRadeon,
        groupNumbers: [1000, 44],
        devices: { "/dev/dri/renderD128": { group: 104, mayOpen: false } },
      },
    },
    [
      /may not open \/dev\/dri\/renderD128: it is not in the group render/,
      /> sudo usermod -aG render/,
    ],
  ],
  [
    "the same user in a container",
    {
      system: {
        ...withRadeon,
        files: { ...withRadeon.files, ...containerFiles, "/etc/group": "root:x:0:\n" },
        groupNumbers: [1000],
        devices: { "/dev/dri/renderD128": { group: 104, mayOpen: false } },
      },
    },
    [/not in the group 104/, /> docker run --group-add 104/],
  ],
  // https://github.com/ollama/ollama/pull/18562
  // https://github.com/NVIDIA/nvidia-container-toolkit/issues/16
  [
    "NVIDIA's device in a container without the graphics part of the driver",
    {
      system: {
        ...withNvidia,
        files: {
          ...linux.files,
          ...containerFiles,
          "/proc/driver/nvidia/version": withNvidia.files?.["/proc/driver/nvidia/version"] ?? "",
        },
        environment: { NVIDIA_DRIVER_CAPABILITIES: "compute,utility" },
      },
    },
    [
      /No Vulkan driver of a GPU is installed/,
      /> start the container with NVIDIA_DRIVER_CAPABILITIES=all/,
    ],
  ],
  // https://github.com/rickyjames35/vulkan_docker_test/issues/1
  [
    "only llvmpipe as a Vulkan driver",
    { system: { ...withNvidia, files: { ...linux.files, ...lavapipe } } },
    [/the one that is there calculates on the processor/, /> install the graphics part of NVIDIA/],
  ],
  [
    "no Vulkan driver beside AMD's or Intel's device",
    { system: { ...linux, devices: { "/dev/dri/renderD128": { group: 104, mayOpen: true } } } },
    [/No Vulkan driver/, /> sudo apt-get install mesa-vulkan-drivers/],
  ],
  // https://github.com/NVIDIA/libnvidia-container/issues/55
  [
    "a driver's file without its library",
    { system: { ...withNvidia, files: { ...linux.files, [nvidia]: icd("libGLX_nvidia.so.0") } } },
    [/nvidia_icd\.json names libGLX_nvidia\.so\.0, which is nowhere/],
  ],
  [
    "everything in place, and yet software",
    { system: withRadeon },
    [/the browser takes neither/, /> vulkaninfo --summary/],
  ],
  // https://github.com/microsoft/WSL/issues/11086
  // https://github.com/microsoft/wslg/issues/1470
  [
    "WSL with its device for Direct3D",
    {
      system: {
        ...linux,
        files: { ...linux.files, ...lavapipe, "/proc/version": procVersion },
        devices: { "/dev/dxg": { group: 0, mayOpen: true } },
      },
    },
    [/This is WSL/, /> run npm ci && npm run bench in PowerShell/],
  ],
  // https://github.com/niivue/mono/issues/199
  [
    "macOS with Playwright's headless shell, which gives software even where Metal is there",
    {
      system: {
        platform: "darwin",
        programs: [
          "/home/ada/Library/Caches/ms-playwright/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell",
        ],
      },
    },
    [/only Playwright's headless shell/, /> npx playwright-core install --no-shell chromium/],
  ],
  // https://github.com/actions/runner-images/issues/6924
  [
    "macOS where the browser takes no GPU, over the network",
    {
      system: {
        platform: "darwin",
        programs: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
        environment: { SSH_CONNECTION: "192.0.2.1 1 192.0.2.2 22" },
      },
    },
    [/macOS has a GPU always/, /> log in at the screen/],
  ],
  // https://github.com/gfx-rs/wgpu/issues/2010
  // https://github.com/dawn-gpu/node-webgpu/issues/11
  [
    "a hosted Windows runner, which offers WARP only",
    {
      system: {
        platform: "win32",
        programs: ["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"],
        environment: { ProgramFiles: "C:\\Program Files" },
      },
      attempts: [attempt("hardware", adapter("software", "Microsoft Basic Render Driver"))],
    },
    [/only its own software adapter/, /> install the driver of the GPU's maker/],
  ],
  // https://github.com/encounter/objdiff/issues/56
  [
    "a session of Remote Desktop",
    {
      system: {
        platform: "win32",
        programs: ["C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"],
        environment: { ProgramFiles: "C:\\Program Files", SESSIONNAME: "RDP-Tcp#3" },
      },
      attempts: [attempt("hardware", noAdapter)],
    },
    [/session of Remote Desktop/, /> run it at the machine itself/],
  ],
];

describe("no GPU", () => {
  it.each(cases)("because of %s", (_, made, patterns) => {
    const diagnosis = diagnose(made);
    const told = problemsOf(diagnosis);
    expect(diagnosis.verdict).not.toBe("gpu");
    for (const pattern of patterns) expect(told).toMatch(pattern);
    for (const { level, remedies } of diagnosis.findings) {
      if (level === "problem") expect(remedies.length).toBeGreaterThan(0);
    }
  });

  it("the control: where a GPU is reached on any of these systems, none of it is told", () => {
    for (const [, made] of cases) {
      const attempts = [attempt("hardware", adapter("hardware", "GPU"))];
      const { verdict, findings } = diagnose({ ...made, attempts });
      if (verdict === "gpu")
        expect(findings.filter(({ level }) => level === "problem")).toEqual([]);
      else expect(verdict).toBe("no-browser");
    }
  });
});

describe("the verdict", () => {
  it.each<readonly [string, Case, string]>([
    ["no browser", { system: { programs: [] }, attempts: [] }, "no-browser"],
    [
      "none starts",
      { system: linux, attempts: [attempt("hardware", doesNotStart("x"))] },
      "does-not-start",
    ],
    [
      "one that gives nothing",
      { system: linux, attempts: [attempt("hardware", noAdapter)] },
      "no-adapter",
    ],
    ["software", { system: linux }, "software"],
  ])("with %s", (_, made, verdict) => {
    expect(diagnose(made).verdict).toBe(verdict);
  });
});

describe("what is gathered", () => {
  it("names NVIDIA's driver, the groups and the distribution", () => {
    expect(systemFacts(madeUpSystem({ ...withNvidia, groupNumbers: [1000, 44] }))).toMatchObject({
      distribution: "Debian GNU/Linux 12 (bookworm)",
      nvidiaDriver: "580.95.05",
      groups: ["ada", "video"],
      gpuNodes: [{ path: "/dev/nvidia0", group: "root", mayOpen: true }],
      vulkanDrivers: [{ file: nvidia, isMissing: false, isSoftware: false }],
      isWsl: false,
    });
  });

  it.each<readonly [string, MadeUpSystem, string | undefined]>([
    ["Docker's file", { files: { "/.dockerenv": "" } }, "Docker"],
    ["Podman's file", { files: { "/run/.containerenv": "" } }, "Podman"],
    ["systemd's word", { environment: { container: "systemd-nspawn" } }, "systemd-nspawn"],
    ["Kubernetes' address", { environment: { KUBERNETES_SERVICE_HOST: "10.0.0.1" } }, "Kubernetes"],
    ["nothing", {}, undefined],
  ])("a container by %s", (_, system, container) => {
    expect(systemFacts(madeUpSystem(system)).container).toBe(container);
  });

  it("a browser once, whatever leads to it, and no more than a few", () => {
    const twice = madeUpSystem({
      programs: [chromium, "/bin/chromium"],
      links: { "/bin/chromium": chromium },
    });
    expect(browsersOf(undefined, twice).map(({ path }) => path)).toEqual([chromium]);
    expect(browsersOf("/my/chrome", twice)).toMatchObject([
      { path: "/my/chrome", by: "--browser" },
    ]);
  });
});

describe("the text", () => {
  it.each(cases)("for %s fits its width and begins with the verdict", (_, made) => {
    const facts = factsOf(made);
    const diagnosis = judgeFacts(facts);
    for (const width of [60, 100]) {
      const lines = doctorText(facts, diagnosis, width).split("\n");
      const words = new Set(lines.flatMap((line) => line.trim().split(" ")));
      const longest = Math.max(...[...words].map((word) => word.length)) + 20;
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(width, longest));
      expect(diagnosis.summary.startsWith(lines[0]?.slice(0, 20) ?? "?")).toBe(true);
    }
  });

  it("obeys nothing that a driver or a file says", () => {
    const hostile = "\u001b[2J\u202e::error::x ##[error]";
    const facts = factsOf({
      system: {
        ...linux,
        files: { ...linux.files, "/etc/os-release": `PRETTY_NAME="${hostile}"` },
      },
      attempts: [attempt("hardware", adapter("software", hostile))],
    });
    const text = doctorText(facts, judgeFacts(facts), 80);
    expect(text).not.toMatch(/[\u001b\u202e]|##\[|^\s*::/m); // eslint-disable-line no-control-regex
    expect(text).toContain("[2J");
  });
});

describe("the options", () => {
  it.each([
    ["", { outputs: [{ format: "text" }], quiet: false }],
    [
      "--format json=a.json --quiet",
      { outputs: [{ format: "json", file: "a.json" }], quiet: true },
    ],
    ["--browser /c", { browser: "/c" }],
  ])("take %j", (line, options) => {
    expect(parseDoctor(line.split(" ").filter(Boolean))).toMatchObject({ status: "run", options });
  });

  it.each([
    ["--format table", ["table", "text or json"]],
    ["now", ["now", "options only"]],
    ["--formats json", ["--formats", "--format"]],
  ])("refuse %j", (line, words) => {
    const parsed = parseDoctor(line.split(" "));
    expect(parsed.status).toBe("bad");
    for (const word of words) expect(JSON.stringify(parsed)).toContain(word);
  });
});
