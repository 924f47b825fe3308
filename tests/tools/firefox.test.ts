import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type Server } from "../../bench/serve.ts";
import type { Capabilities } from "../../src/domain/capabilities.ts";
import type { RunOptions } from "../../src/domain/options.ts";
import type { Result } from "../../src/domain/result.ts";

const firefox = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const swiftShader = "/usr/lib/chromium/vk_swiftshader_icd.json";
const loaders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(
  (folder) => `${folder}/libvulkan.so.1`,
);
const isThere = existsSync(firefox) && existsSync(swiftShader) && loaders.some(existsSync);

const builtPage = fileURLToPath(new URL("../../dist/page", import.meta.url));

interface Wall {
  capabilities(): Promise<Capabilities>;
  run(options: RunOptions): Promise<Result>;
}

/** Naga instead of Tint, Firefox's clock and its 100 ms polling instead of Chromium's. */
describe.skipIf(!isThere)(
  "in Firefox, where firefox-esr, libvulkan1 and chromium are installed",
  () => {
    let server: Server;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      server = await serve(builtPage);
      browser = await launch({
        browser: "firefox",
        executablePath: firefox,
        headless: true,
        protocolTimeout: 170_000,
        env: { ...process.env, VK_DRIVER_FILES: swiftShader },
        extraPrefsFirefox: { "dom.webgpu.enabled": true, "gfx.webgpu.ignore-blocklist": true },
      });
      page = await browser.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => "decodeWall" in window);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    it("offers a software adapter in a worker", async () => {
      const capabilities = await page.evaluate(() =>
        (window as unknown as { decodeWall: Wall }).decodeWall.capabilities(),
      );
      expect(capabilities).toMatchObject({
        status: "ready",
        thread: "worker",
        adapterKind: "software",
      });
    });

    it("runs smoke with every kernel proved", async () => {
      const result = await page.evaluate(() =>
        (window as unknown as { decodeWall: Wall }).decodeWall
          .run({ suite: "smoke" })
          .catch((failure: unknown) => ({ failure })),
      );
      if ("failure" in result) throw new Error(JSON.stringify(result.failure));
      expect(result.partial).toBe(undefined);
      expect(result.kernels.length).toBeGreaterThan(4);
      expect(result.kernels.filter(({ verification }) => verification.status !== "passed")).toEqual(
        [],
      );
      expect(result.confidence.level).toBe("low");
    });
  },
);
