import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { resultJson } from "../../src/report/json.ts";
import { readOwnResult } from "../../src/report/readResult.ts";
import { fixtures } from "../fixtures/results.ts";
import { fakeWorker } from "./fakeWorker.ts";
import { hostileResult, payload } from "./hostileResult.ts";
import { openTable, openWall, overflow } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

const choose = (page: Page, text: string): Promise<void> =>
  page.locator("input[type=file]").setInputFiles({
    name: "result.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });

/** Elements that a payload would have made, in every shadow root. */
const foreignElements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const all = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll("*")].flatMap((element) =>
        element.shadowRoot ? [element, ...all(element.shadowRoot)] : [element],
      );
    return all(document)
      .filter(
        (element) =>
          element.matches("img, iframe, object, embed, [onerror], a[href^='javascript:']") ||
          (element.matches("script") && !element.hasAttribute("src")),
      )
      .map((element) => `${element.localName} ${element.getAttributeNames().join(" ")}`);
  });

test.describe("a result from a file", () => {
  test("opens without WebGPU, as claimed, and trusted no further than medium", async ({
    page,
    pageUrl,
  }) => {
    await fakeWorker(page, {
      capabilities: () => ({
        status: "unavailable",
        failure: { code: "no-webgpu", message: "none" },
      }),
    });
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, "gpu");
    });
    await openWall(page, pageUrl);
    await choose(page, resultJson(fixtures.discrete));
    await expect(page.getByText("As claimed by this file: it was not measured")).toBeInViewport();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(page.getByText("confidence medium", { exact: true })).toBeVisible();
    await expect(await openTable(page)).toBeVisible();
  });

  test("can be dropped anywhere", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "result.json", { type: "application/json" }));
      return transfer;
    }, resultJson(fixtures.partial));
    await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
    await expect(page.getByText("PARTIAL").first()).toBeVisible();
  });

  test("that is damaged is refused with the place", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    await choose(page, resultJson(fixtures.discrete).replace(/"flops": \d+/, '"flops": -1'));
    await expect(page.getByRole("alert")).toContainText(/This file cannot be shown\. .*flops/);
    await choose(page, "{");
    await expect(page.getByRole("alert")).toContainText("This is not JSON");
    await expect(page.getByRole("alert")).toBeInViewport(); // wherever the file was dropped
  });

  test("shows a stranger's texts as texts", async ({ page, pageUrl }) => {
    const dialogs: string[] = [];
    page.on("dialog", async (dialog) => {
      dialogs.push(dialog.message());
      await dialog.dismiss();
    });
    const hostile = hostileResult(resultJson(fixtures.failedKernel));
    expect(hostile.paths.length).toBeGreaterThan(20);
    expect(hostile.paths).toContain("environment.label");

    await page.setViewportSize({ width: 360, height: 740 });
    await fakeWorker(page);
    await openWall(page, pageUrl);
    const before = await foreignElements(page);
    await choose(page, hostile.text);
    await expect(page.getByText(payload).first()).toBeVisible();
    await openTable(page);
    expect(await foreignElements(page)).toEqual(before);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(dialogs).toEqual([]);
  });

  test("that was measured here is saved as it is", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl, "?autorun=smoke");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save JSON" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("decode-wall-fixture-2026-11-23.json");
    const text = await readFile(await file.path(), "utf8");
    expect(readOwnResult(text)).toEqual({ status: "ok", result: fixtures.discrete });
  });
});
