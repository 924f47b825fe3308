import { fixtures } from "../fixtures/results.ts";
import { endless, fakeWorker } from "./fakeWorker.ts";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

test.describe("before a run", () => {
  test("the page names the GPU that it would measure", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    await expect(page.getByText("This browser offers Fixture, in Fixture 1.")).toBeVisible();
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save JSON" })).toHaveCount(0);
  });

  test("a real browser's adapter is told for what it is", async ({ page, pageUrl }) => {
    await openWall(page, pageUrl);
    await expect(page.getByText("This browser offers no GPU, only the processor.")).toBeVisible();
    await expect(page.getByText("To measure your GPU:")).toBeVisible();
    await expect(page.getByText("about 30 s")).toHaveCount(0); // which is a GPU's time
    const capabilities = await page.evaluate(() => window.decodeWall?.capabilities());
    expect(capabilities).toMatchObject({
      status: "ready",
      thread: "worker",
      adapterKind: "software",
    });
  });
});

test.describe("a run", () => {
  test("says what is measured, why, how far it is and how long it takes", async ({
    page,
    pageUrl,
  }) => {
    await fakeWorker(page, endless);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(page.getByText("now: GEMV in f16 because writing is made of it")).toBeVisible();
    await expect(page.getByRole("progressbar")).toHaveJSProperty("value", 0.25);
    await expect(page.getByText("about 12 s left")).toBeVisible();
  });

  test("ends when the visitor stops it, and keeps what is finished", async ({ page, pageUrl }) => {
    await fakeWorker(page, endless);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(page.getByText("now: GEMV in f16")).toBeVisible();
    await page.getByRole("button", { name: "Stop and keep what is finished" }).click();
    expect(await settled(page)).toMatchObject({ status: "resolved", result: { partial: true } });
    await expect(page.getByText("PARTIAL").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible();
  });

  test("is refused to a program while another goes on", async ({ page, pageUrl }) => {
    await fakeWorker(page, endless);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(page.getByRole("progressbar")).toBeVisible();
    const second = await page.evaluate(() =>
      window.decodeWall?.run({ suite: "smoke" }).catch((failure: unknown) => failure),
    );
    expect(second).toMatchObject({ code: "already-running" });
  });

  test("tells programs of each event and of its end", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    const heard = await page.evaluate(async () => {
      const kinds: string[] = [];
      window.addEventListener("decode-wall:event", ({ detail }) => kinds.push(detail.kind));
      const ended = new Promise((resolve) => {
        window.addEventListener("decode-wall:done", ({ detail }) => resolve(detail.status), {
          once: true,
        });
      });
      await window.decodeWall?.run({ suite: "smoke" });
      return [...kinds, await ended];
    });
    expect(heard).toEqual(["started", ...fixtures.discrete.kernels.map(() => "kernel"), "done"]);
  });
});
