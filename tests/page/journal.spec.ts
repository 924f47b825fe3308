import { endless, fakeWorker } from "./fakeWorker.ts";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

/** What a tab that the browser killed leaves behind; `pagehide` of a living one would clear it. */
const leaveEntry = (): void => {
  if (sessionStorage.getItem("left") !== null) return;
  sessionStorage.setItem("left", "once");
  const entry = { suite: "quick", step: "decode of llama-3.1-8b", bytes: 8e9 };
  sessionStorage.setItem("decode-wall.journal", JSON.stringify(entry));
};

test("a page whose last run the browser ended says where, and offers a smaller one", async ({
  page,
  pageUrl,
}) => {
  await page.addInitScript(leaveEntry);
  await fakeWorker(page, {
    run: (fixture, options) => ({
      status: "done",
      result: { ...fixture, suite: { ...fixture.suite, options } },
    }),
  });
  await openWall(page, pageUrl, "?autorun=quick");
  expect(await settled(page)).toMatchObject({ failure: { code: "needs-click" } });
  const notice = page.getByText("The browser ended the last run at: decode of llama-3.1-8b.");
  await expect(notice).toContainText("It held 8 GB of GPU memory.");
  await expect(page.getByText("This browser offers Fixture")).toBeVisible();
  await page.getByRole("button", { name: "Measure within half the memory" }).click();
  await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible();
  expect(await settled(page)).toMatchObject({
    result: { suite: { options: { suite: "quick", memoryBytes: 4e9 } } },
  });
  await expect(notice).toHaveCount(0);
});

test("the step is noted while it runs, and a page that is left on purpose leaves no note", async ({
  page,
  pageUrl,
}) => {
  await fakeWorker(page, endless);
  await openWall(page, pageUrl);
  await startButton(page).click();
  await expect(page.getByText("now: GEMV in f16")).toBeVisible();
  const noted = await page.evaluate(() => sessionStorage.getItem("decode-wall.journal"));
  expect(JSON.parse(noted ?? "null")).toEqual({ suite: "quick", step: "GEMV in f16", bytes: 3e9 });
  await page.reload();
  await expect(startButton(page)).toBeVisible();
  await expect(page.getByText("The browser ended the last run")).toHaveCount(0);
});
