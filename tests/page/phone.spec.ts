import { endless, fakeWorker, type FakeBenchmark } from "./fakeWorker.ts";
import { openWall, overflow } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

test.use({ viewport: { width: 360, height: 740 } });

const states: readonly (readonly [string, string, FakeBenchmark, string])[] = [
  ["before a run", "", {}, "Measure this GPU"],
  ["during a run", "?autorun=smoke", endless, "now: GEMV in f16"],
  ["after a run", "?autorun=smoke", {}, "Measure again"],
  [
    "after a failure",
    "?autorun=smoke",
    {
      run: () => ({ status: "failed", failure: { code: "device-lost", message: "x".repeat(300) } }),
    },
    "The GPU was lost",
  ],
  ["at a wrong address", `?memory=${"9".repeat(300)}`, {}, "An option is wrong"],
];

for (const [state, search, fake, words] of states) {
  test(`nothing is wider than a phone ${state}`, async ({ page, pageUrl }) => {
    await fakeWorker(page, fake);
    await openWall(page, pageUrl, search);
    await expect(page.getByText(words).first()).toBeVisible();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
}

test("what is too wide is seen to be", async ({ page, pageUrl }) => {
  await fakeWorker(page);
  await openWall(page, pageUrl);
  await page.evaluate(() => {
    const wide = document.createElement("p");
    wide.textContent = "wide";
    wide.style.width = "400px";
    document.body.append(wide);
  });
  expect(await overflow(page)).toBeGreaterThan(0);
});
