import { defineConfig } from "@playwright/test";

/** The software adapter, which every runner has; leave the flags out to measure a real GPU. */
export default defineConfig({
  testDir: ".",
  workers: 1, // measurements share the GPU
  timeout: 300_000,
  use: {
    browserName: "chromium",
    launchOptions: {
      args: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    },
  },
});
