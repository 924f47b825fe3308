import { describe, expect, it } from "vitest";
import { flagsThatChangeSpeed } from "../../../src/analysis/browserFlags.ts";

describe("browser flags", () => {
  it.each([
    "--headless=new",
    "--no-sandbox",
    "--enable-unsafe-webgpu",
    "--enable-features=Vulkan",
    "--use-angle=vulkan",
    "--ignore-gpu-blocklist",
    "--enable-gpu",
    "--disable-vulkan-surface",
    "--use-webgpu-adapter=swiftshader",
    "--enable-webgpu-developer-features",
  ])("%s only reaches the GPU or the page", (flag) => {
    expect(flagsThatChangeSpeed([flag])).toEqual([]);
  });

  it.each([
    "--enable-dawn-features=vulkan_enable_f16_on_nvidia,allow_unsafe_apis",
    "--enable-dawn-features=disable_robustness",
    "--disable-gpu-watchdog",
    "--enable-features=Vulkan,SkiaGraphite",
    "--js-flags=--no-opt",
    "--something-unheard-of",
  ])("%s may change what a visitor would measure", (flag) => {
    expect(flagsThatChangeSpeed(["--no-sandbox", flag])).toEqual([flag]);
  });
});
