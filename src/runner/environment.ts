import type { AdapterInfo, Environment } from "../domain/capabilities.ts";
import type { DeviceClass } from "../domain/deviceClass.ts";

interface Named {
  readonly pattern: RegExp;
  readonly name: string;
}

/** First match counts: Edge and Opera name Chrome too, and Chrome names Safari. */
const browsers: readonly Named[] = [
  { pattern: /\bEdgA?\/(\d+)/, name: "Edge" },
  { pattern: /\bOPR\/(\d+)/, name: "Opera" },
  { pattern: /\bSamsungBrowser\/(\d+)/, name: "Samsung Internet" },
  { pattern: /\bFirefox\/(\d+)/, name: "Firefox" },
  { pattern: /\b(?:Headless)?Chrom(?:e|ium)\/(\d+)/, name: "Chrome" },
  { pattern: /\bVersion\/(\d+).*\bSafari\//, name: "Safari" },
];

const systems: readonly Named[] = [
  { pattern: /\bAndroid\b/, name: "Android" },
  { pattern: /\biPhone|iPad|iPod\b/, name: "iOS" },
  { pattern: /\bCrOS\b/, name: "ChromeOS" },
  { pattern: /\bWindows\b/, name: "Windows" },
  { pattern: /\bMac OS X\b/, name: "macOS" },
  { pattern: /\bLinux\b/, name: "Linux" },
];

/** Browser with its major version, and operating system: no more of the user agent is kept. */
export const describeUserAgent = (
  userAgent: string,
): Pick<Environment, "userAgent" | "browser" | "operatingSystem"> => {
  const found = browsers.find(({ pattern }) => pattern.test(userAgent));
  const major = found?.pattern.exec(userAgent)?.[1];
  const browser = found && major ? `${found.name} ${major}` : "unknown browser";
  const operatingSystem =
    systems.find(({ pattern }) => pattern.test(userAgent))?.name ?? "unknown system";
  return { userAgent: `${browser}, ${operatingSystem}`, browser, operatingSystem };
};

const vendorNames: Readonly<Record<string, string>> = {
  nvidia: "NVIDIA",
  amd: "AMD",
  intel: "Intel",
  apple: "Apple",
  qualcomm: "Qualcomm",
  arm: "Arm",
  google: "Google",
  microsoft: "Microsoft",
};

/** The description where there is one, else vendor and architecture, else "unknown device". */
export const labelOf = ({ vendor, architecture, device, description }: AdapterInfo): string => {
  if (description) return description;
  const parts = [vendorNames[vendor.toLowerCase()] ?? vendor, device || architecture];
  return parts.filter((part) => part !== "").join(" ") || "unknown device";
};

/** Only sizes memory budgets and cache guesses; nothing measured depends on a name. */
export const deviceClassOf = (
  { vendor }: Pick<AdapterInfo, "vendor">,
  operatingSystem: string,
): DeviceClass => {
  if (operatingSystem === "Android" || operatingSystem === "iOS") return "phone";
  if (/nvidia/i.test(vendor)) return "discrete";
  if (/apple|intel|qualcomm|arm/i.test(vendor)) return "integrated";
  return "unknown";
};
