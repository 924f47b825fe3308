import type { Platform } from "./wording.ts";

const isFirefox = ({ browser }: Platform): boolean => /firefox/i.test(browser);
const isSafari = ({ browser }: Platform): boolean => /safari/i.test(browser);
const isIos = ({ operatingSystem }: Platform): boolean =>
  /\b(ios|ipados|iphone|ipad)\b/i.test(operatingSystem);
const isMac = ({ operatingSystem }: Platform): boolean => /mac/i.test(operatingSystem);
const isAndroid = ({ operatingSystem }: Platform): boolean => /android/i.test(operatingSystem);
const isLinux = ({ operatingSystem }: Platform): boolean => /linux/i.test(operatingSystem);

/** What to do where the browser offers no WebGPU at all. */
export const noWebGpuRemedy = (platform: Platform): string => {
  if (isIos(platform)) {
    return "Update to iOS 26 or newer: on iPhone and iPad every browser has the system's WebGPU.";
  }
  if (isSafari(platform))
    return "Update to Safari 26 or newer, or open this page in Chrome or Edge.";
  if (isFirefox(platform) && (isLinux(platform) || isMac(platform))) {
    return "Firefox has WebGPU here only in some versions: open this page in Chrome or Edge, or in Firefox Nightly.";
  }
  if (isFirefox(platform)) return "Update Firefox, or open this page in Chrome or Edge.";
  if (isAndroid(platform)) return "Open this page in a current Chrome, on Android 12 or newer.";
  return "Open this page in a current Chrome, Edge or Safari.";
};

const linuxFlags =
  "--enable-unsafe-webgpu --enable-features=Vulkan --use-angle=vulkan --ignore-gpu-blocklist";

/** Chrome on Linux uses no GPU for WebGPU unless told. */
const linuxRemedy = `Install the GPU's Vulkan driver, then start Chrome with ${linuxFlags}`;

/** What to do where WebGPU is there but offers no adapter. */
export const noAdapterRemedy = (platform: Platform): string => {
  if (isAndroid(platform)) return "Update Android and Chrome: the GPU's driver may be too old.";
  if (isLinux(platform) && !isFirefox(platform)) return `${linuxRemedy}.`;
  return "Turn on hardware acceleration in the browser's settings, update the graphics driver and restart the browser.";
};

/** What to do where the only adapter calculates on the processor. */
export const softwareRemedy = (
  platform: Platform = { browser: "", operatingSystem: "" },
): string =>
  isLinux(platform) && !isFirefox(platform)
    ? `${linuxRemedy}; chrome://gpu then says "Vulkan: Enabled".`
    : "Turn on hardware acceleration in the browser's settings, update the graphics driver and restart the browser.";
