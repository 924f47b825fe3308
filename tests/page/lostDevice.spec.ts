import type { Page } from "@playwright/test";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

const crashGpu = async (page: Page): Promise<void> => {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const session = await browser.newBrowserCDPSession();
  await session.send("Browser.crashGpuProcess").catch(() => undefined); // its answer may die with it
};

/** Resolves at the run's next event of this kind or warning of this code. */
const nextEvent = (page: Page, awaited: string): Promise<void> =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        window.addEventListener("decode-wall:event", ({ detail }) => {
          if (detail.kind === name || detail.warning?.code === name) resolve();
        });
      }),
    awaited,
  );

// In a browser of its own: one that lost its GPU twice gives no page an adapter.
test("a GPU that is lost once is asked for again; lost twice, the page says what to do", async ({
  page,
  pageUrl,
}) => {
  await openWall(page, pageUrl, "?suite=smoke");
  const measured = nextEvent(page, "decode"); // so that earlier steps are finished
  await startButton(page).click();
  await measured;
  const warned = nextEvent(page, "device-lost");
  await crashGpu(page);
  await warned;
  await nextEvent(page, "kernel"); // of the step after
  await crashGpu(page);

  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The GPU was lost");
  await expect(page.getByText("PARTIAL").first()).toBeVisible();
  const ended = await settled(page);
  if (ended.status === "rejected") throw new Error(ended.failure.message);
  expect(ended.result.partial).toBe(true);
  expect(ended.result.warnings.map(({ code }) => code)).toContain("device-lost");
  expect(ended.result.kernels.length).toBeGreaterThan(0);
  expect(ended.result.decode.length).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Try again" }).click();
  await expect(alert).toContainText("The browser has blocked the GPU for this page");
  await expect(alert).toContainText("Press the browser's reload button");
  expect(await settled(page)).toMatchObject({ failure: { code: "blocked-after-crashes" } });
});
