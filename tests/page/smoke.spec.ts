import { measurementRows } from "../../src/ui/measurementRows.ts";
import { formatBytes, formatInterval } from "../../src/report/format.ts";
import { patchWorker } from "./fakeWorker.ts";
import { openTable, openWall, overflow, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

test.describe("on real WebGPU", () => {
  test("smoke runs to its end and the page shows what decodeWall.done gives", async ({
    page,
    pageUrl,
  }) => {
    await openWall(page, pageUrl, "?autorun=smoke");
    const ended = await settled(page);
    if (ended.status === "rejected") throw new Error(JSON.stringify(ended.failure));
    const { result } = ended;
    expect(result.partial ?? false).toBe(false);
    expect(result.thread).toBe("worker");
    expect(result.kernels.map(({ verification }) => verification.status)).not.toContain("failed");
    expect(result.confidence.level).toBe("low");

    expect(result.warnings.filter(({ code }) => code === "noisy").length).toBeGreaterThan(1);
    const warned = await page.locator("wall-belief li strong").allTextContents();
    expect(warned).toContain("Some intervals are wide.");
    expect(new Set(warned).size).toBe(warned.length); // each once, whatever it is about

    const rows = measurementRows(result);
    const shown = (await openTable(page)).getByRole("row");
    await expect(shown).toHaveCount(rows.length + 1);
    for (const [index, row] of rows.entries()) {
      const line = shown.nth(index + 1);
      await expect(line).toContainText(row.name);
      await expect(line).toContainText(formatBytes(row.bytes));
      if (row.seconds) await expect(line).toContainText(formatInterval(row.seconds));
      if (row.rate !== undefined) await expect(line).toContainText(row.rate);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test("a run that is stopped hands over what it finished", async ({ page, pageUrl }) => {
    await openWall(page, pageUrl, "?suite=smoke");
    const firstKernel = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          window.addEventListener("decode-wall:event", ({ detail }) => {
            if (detail.kind === "kernel") resolve();
          });
        }),
    );
    await startButton(page).click();
    await firstKernel;
    await page.getByRole("button", { name: "Stop and keep what is finished" }).click();
    const ended = await settled(page);
    expect(ended).toMatchObject({ status: "resolved", result: { partial: true } });
    expect(ended.status === "resolved" && ended.result.kernels.length).toBeGreaterThan(0);
  });

  test("a browser whose workers have no WebGPU measures on the page's thread", async ({
    page,
    pageUrl,
  }) => {
    await patchWorker(page, () => {
      Reflect.deleteProperty(WorkerNavigator.prototype, "gpu");
    });
    await openWall(page, pageUrl, "?autorun=smoke&kernel=gemv-f32");
    expect(await settled(page)).toMatchObject({ status: "resolved", result: { thread: "main" } });
  });
});
