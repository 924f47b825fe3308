import type { Page } from "@playwright/test";
import { openWall, settled } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

/** What the driver's crash does. A browser gives no adapter after two of them, so each test has its own file's browser. */
const crashGpu = async (page: Page): Promise<void> => {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess").catch(() => undefined); // its answer is lost with the process
};

/** Resolves at the next kernel or progress of the run that goes on. */
const nextEvent = (page: Page, kind: string): Promise<void> =>
  page.evaluate(
    (awaited) =>
      new Promise<void>((resolve) => {
        window.addEventListener("decode-wall:event", ({ detail }) => {
          if (detail.kind === awaited) resolve();
        });
      }),
    kind,
  );

test("a GPU that is lost once is measured anew within half the memory; lost again, the page stops", async ({
  page,
  pageUrl,
}) => {
  await openWall(page, pageUrl, "?suite=smoke");
  const run = page.evaluate(() =>
    window.decodeWall?.run({ suite: "smoke" }).catch((failure: unknown) => failure),
  );
  await nextEvent(page, "progress");
  const again = nextEvent(page, "warning");
  await crashGpu(page);
  await again;
  await nextEvent(page, "progress");
  await crashGpu(page);
  await run;
  await expect(page.getByRole("alert")).toContainText("The GPU was lost");
  const ended = await settled(page);
  const told =
    ended.status === "rejected"
      ? ended.failure.code
      : ended.result.warnings.map(({ code }) => code);
  expect(told).toContain("device-lost");

  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toContainText("The browser has blocked the GPU");
});
