import { describe, expect, it } from "vitest";
import type { AdapterInfo } from "../../../src/domain/capabilities.ts";
import { deviceClassOf, describeUserAgent, labelOf } from "../../../src/runner/environment.ts";

const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("a user agent", () => {
  it.each([
    [`${mac} ${webkit} Chrome/156.0.0.0 Safari/537.36`, "Chrome 156", "macOS"],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/156.0.0.0 Safari/537.36`,
      "Chrome 156",
      "Linux",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1.2`,
      "Edge 156",
      "Windows",
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36`,
      "Chrome 156",
      "Android",
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} SamsungBrowser/30.0 Chrome/150.0.0.0 Mobile Safari/537.36`,
      "Samsung Internet 30",
      "Android",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/150.0.0.0 Safari/537.36 OPR/120.0.0.0`,
      "Opera 120",
      "Windows",
    ],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/156.0.0.0 Safari/537.36`,
      "Chrome 156",
      "ChromeOS",
    ],
    [
      "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
      "Firefox 153",
      "Linux",
    ],
    [
      `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
      "Safari 26",
      "macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
      "Safari 26",
      "iOS",
    ],
    ["curl/8.0", "unknown browser", "unknown system"],
    ["", "unknown browser", "unknown system"],
  ])("is cut to browser, major version and system: %s", (userAgent, browser, operatingSystem) => {
    expect(describeUserAgent(userAgent)).toEqual({
      userAgent: `${browser}, ${operatingSystem}`,
      browser,
      operatingSystem,
    });
  });
});

const nothing: AdapterInfo = { vendor: "", architecture: "", device: "", description: "" };

describe("the label of a device", () => {
  it.each([
    [{ ...nothing, description: "NVIDIA H100 PCIe", vendor: "nvidia" }, "NVIDIA H100 PCIe"],
    [{ ...nothing, vendor: "apple", architecture: "metal-3" }, "Apple metal-3"],
    [{ ...nothing, vendor: "intel", architecture: "xe-lpg", device: "0x7d55" }, "Intel 0x7d55"],
    [{ ...nothing, vendor: "acme" }, "acme"],
    [{ ...nothing, architecture: "rdna-4" }, "rdna-4"],
    [nothing, "unknown device"],
  ])("is made of what %o says", (info, label) => {
    expect(labelOf(info)).toBe(label);
  });
});

describe("the class of a device", () => {
  it.each([
    ["qualcomm", "Android", "phone"],
    ["apple", "iOS", "phone"],
    ["nvidia", "Android", "phone"],
    ["nvidia", "Linux", "discrete"],
    ["apple", "macOS", "integrated"],
    ["intel", "Windows", "integrated"],
    ["amd", "Windows", "unknown"],
    ["", "Linux", "unknown"],
  ])("by %s under %s is %s", (vendor, operatingSystem, deviceClass) => {
    expect(deviceClassOf({ vendor }, operatingSystem)).toBe(deviceClass);
  });
});
