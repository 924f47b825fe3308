import type { Page } from "@playwright/test";
import { fakeWorker } from "./fakeWorker.ts";
import { openWall } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

const worker = async (page: Page, url: string): Promise<string> =>
  page.evaluate((address) => {
    try {
      new Worker(address).terminate();
      return "started";
    } catch (thrown) {
      return thrown instanceof Error ? thrown.name : String(thrown);
    }
  }, url);

test.describe("Trusted Types", () => {
  test("let no address that is a plain text become a worker", async ({
    page,
    pageUrl,
    trespasses,
  }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    expect(await worker(page, "https://foreign.invalid/worker.js")).toBe("TypeError");
    expect(await worker(page, `${pageUrl}assets/worker.js`)).toBe("TypeError");
    trespasses.list.length = 0;
  });

  test("let nobody make the page's own policy again, or another one", async ({
    page,
    pageUrl,
    trespasses,
  }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    const made = await page.evaluate(() =>
      ["decode-wall", "other"].map((name) => {
        try {
          (
            globalThis as unknown as {
              trustedTypes: { createPolicy: (name: string, rules: object) => object };
            }
          ).trustedTypes.createPolicy(name, { createScriptURL: (url: string) => url });
          return "made";
        } catch (thrown) {
          return thrown instanceof Error ? thrown.name : String(thrown);
        }
      }),
    );
    expect(made).toEqual(["TypeError", "TypeError"]);
    trespasses.list.length = 0;
  });

  test("let no text become markup", async ({ page, pageUrl, trespasses }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    const thrown = await page.evaluate(() => {
      try {
        Reflect.set(document.body, "innerHTML", "<p>text</p>");
        return "set";
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    });
    expect(thrown).toBe("TypeError");
    trespasses.list.length = 0;
  });
});
