import { describe, expect, it } from "vitest";
import { attemptsFor, hardwareAdvice, judge } from "../../../bench/browser/attempts.ts";
import { findBrowser } from "../../../bench/browser/find.ts";
import { gpuFlags } from "../../../bench/browser/flags.ts";
import type { Machine } from "../../../bench/browser/machine.ts";
import { mergeArguments } from "../../../bench/browser/mergeArguments.ts";
import { asTyped, packageManager } from "../../../bench/browser/packageManagers.ts";
import type { Capabilities } from "../../../src/domain/capabilities.ts";

interface MadeUp {
  readonly platform?: NodeJS.Platform;
  readonly files?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly isRoot?: boolean;
}

const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, "");

const namesBelow = (folder: string, files: readonly string[]): readonly string[] => [
  ...new Set(
    files
      .filter((file) => file.startsWith(folder) && folderOf(file) !== folderOf(folder))
      .map((file) => file.slice(folder.length + 1).split(/[\\/]/)[0] ?? ""),
  ),
];

const machine = ({
  platform = "linux",
  files = [],
  environment = {},
  isRoot,
}: MadeUp): Machine => ({
  platform,
  environment: { PATH: "/usr/local/bin:/usr/bin:/snap/bin", ...environment },
  home: platform === "win32" ? "C:\\Users\\ada" : "/home/ada",
  isRoot: isRoot ?? false,
  isExecutable: (path) => files.includes(path),
  list: (folder) => namesBelow(folder, files),
});

const cache = "/home/ada/.cache/ms-playwright";
const programFiles = "C:\\Program Files";
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

describe("finding a browser", () => {
  it.each<readonly [string, MadeUp, string]>([
    ["chromium of the system", { files: ["/usr/bin/chromium"] }, "/usr/bin/chromium"],
    [
      "Chrome before Chromium before Edge",
      { files: ["/usr/bin/microsoft-edge", "/usr/bin/chromium", "/usr/local/bin/google-chrome"] },
      "/usr/local/bin/google-chrome",
    ],
    [
      "what CHROMIUM_PATH says before what is installed",
      { files: ["/usr/bin/chromium", "/opt/c"], environment: { CHROMIUM_PATH: "/opt/c" } },
      "/opt/c",
    ],
    [
      "a snap only where there is nothing else of that name",
      { files: ["/snap/bin/chromium", "/usr/bin/chromium-browser"] },
      "/usr/bin/chromium-browser",
    ],
    [
      "the newest of Playwright's",
      {
        files: [
          `${cache}/chromium-999/chrome-linux/chrome`,
          `${cache}/chromium-1255/chrome-linux64/chrome`,
          `${cache}/firefox-2000/firefox/firefox`,
        ],
      },
      `${cache}/chromium-1255/chrome-linux64/chrome`,
    ],
    [
      "Playwright's where its folder is elsewhere",
      {
        files: ["/pw/chromium-7/chrome-linux/chrome"],
        environment: { PLAYWRIGHT_BROWSERS_PATH: "/pw" },
      },
      "/pw/chromium-7/chrome-linux/chrome",
    ],
    ["Chrome on macOS", { platform: "darwin", files: [macChrome] }, macChrome],
    [
      "Edge on Windows",
      {
        platform: "win32",
        files: [`${programFiles}\\Microsoft\\Edge\\Application\\msedge.exe`],
        environment: { ProgramFiles: programFiles },
      },
      `${programFiles}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ],
    [
      "Playwright's on Windows",
      {
        platform: "win32",
        files: ["C:\\L\\ms-playwright\\chromium-9\\chrome-win64\\chrome.exe"],
        environment: { LOCALAPPDATA: "C:\\L" },
      },
      "C:\\L\\ms-playwright\\chromium-9\\chrome-win64\\chrome.exe",
    ],
  ])("finds %s", (_, madeUp, path) => {
    expect(findBrowser(undefined, machine(madeUp))).toEqual({ status: "found", path });
  });

  it("finds none where there is none", () => {
    expect(findBrowser(undefined, machine({}))).toEqual({ status: "missing" });
  });

  it("takes the browser that was named, and no other", () => {
    const here = machine({ files: ["/usr/bin/google-chrome", "/usr/bin/chromium"] });
    expect(findBrowser({ kind: "name", name: "chromium" }, here)).toMatchObject({
      path: "/usr/bin/chromium",
    });
    expect(findBrowser({ kind: "name", name: "edge" }, here)).toEqual({ status: "missing" });
  });

  it.each([
    ["--browser", { kind: "path", path: "/no/chrome" } as const, {}],
    ["CHROMIUM_PATH", undefined, { CHROMIUM_PATH: "/no/chrome" }],
  ])("names %s where nothing is at the path that it gives", (name, choice, environment) => {
    const found = findBrowser(choice, machine({ files: ["/usr/bin/chromium"], environment }));
    expect(found).toMatchObject({ status: "bad-path" });
    expect(found).toHaveProperty("message", expect.stringContaining(name));
    expect(found).toHaveProperty("message", expect.stringContaining("/no/chrome"));
  });
});

describe("installing a browser", () => {
  it("names what a person would type", () => {
    const manager = packageManager(machine({ files: ["/usr/bin/apt-get"] }));
    expect(manager && asTyped(manager)).toContain("sudo apt-get install --yes");
    expect(manager && asTyped(manager, true)).not.toContain("sudo");
  });

  it.each<readonly [string, MadeUp]>([
    ["macOS", { platform: "darwin", files: ["/usr/bin/apt-get"] }],
    ["an unknown Linux", {}],
  ])("knows no package manager on %s", (_, madeUp) => {
    expect(packageManager(machine(madeUp))).toBe(undefined);
  });
});

describe("flags that reach a GPU", () => {
  it.each(["linux", "darwin", "win32"] as const)(
    "neither weaken the watchdog nor open the browser to others on %s",
    (platform) => {
      for (const kind of ["hardware", "software"] as const) {
        const flags = gpuFlags(kind, machine({ platform })).arguments.join(" ");
        expect(flags).not.toMatch(/watchdog|remote-allow-origins|no-sandbox|web-security/);
      }
    },
  );

  it("names NVIDIA's Vulkan driver only where the loader would not find it", () => {
    const hidden = "/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json";
    const usual = "/usr/share/vulkan/icd.d/nvidia_icd.json";
    const driver = (madeUp: MadeUp) => gpuFlags("hardware", machine(madeUp)).environment;
    expect(driver({ files: [hidden] })).toEqual({ VK_DRIVER_FILES: hidden });
    expect(driver({ files: [hidden, usual] })).toEqual({});
    expect(driver({ files: [hidden], environment: { VK_DRIVER_FILES: "/mine.json" } })).toEqual({});
    expect(driver({})).toEqual({});
  });

  it("joins lists of one switch, of which Chromium would take the last alone", () => {
    expect(
      mergeArguments(
        ["--enable-features=Vulkan", "--enable-gpu"],
        ["--a=1", "--enable-features=X,Y", "--a=2"],
      ),
    ).toEqual(["--enable-features=Vulkan,X,Y", "--enable-gpu", "--a=1", "--a=2"]);
  });
});

describe("insisting on an adapter", () => {
  const withGpu = machine({ files: ["/dev/dri/renderD128"] });
  const without = machine({ files: ["/dev/dri/card0", "/dev/null"] });

  it.each([
    ["auto", withGpu, ["hardware", "software"]],
    ["auto", machine({ files: ["/dev/nvidia0"] }), ["hardware", "software"]],
    ["auto", without, ["software"]],
    ["auto", machine({ platform: "darwin" }), ["hardware", "software"]],
    ["hardware", without, ["hardware"]],
    ["software", withGpu, ["software"]],
  ] as const)("tries for %s what this machine may have", (choice, here, kinds) => {
    expect(attemptsFor(choice, here)).toEqual(kinds);
  });

  it("says what to do where none is reached", () => {
    expect(hardwareAdvice(without)).toContain("/dev/dri");
    expect(hardwareAdvice(withGpu)).toContain("vulkaninfo");
    expect(hardwareAdvice(machine({ platform: "win32" }))).toContain("driver");
  });

  const environment = { label: "Fixture" } as Extract<
    Capabilities,
    { status: "ready" }
  >["environment"];
  const came = (adapterKind: "hardware" | "software"): Capabilities => ({
    status: "ready",
    thread: "worker",
    adapterKind,
    environment,
  });

  it("takes what came only where it is what was asked for", () => {
    expect(judge(came("hardware"), "hardware")).toMatchObject({ status: "take" });
    const refused = judge(came("software"), "hardware");
    expect(refused).toMatchObject({ status: "refuse" });
    expect(refused).toHaveProperty("message", expect.stringContaining("software one (Fixture)"));
  });
});
