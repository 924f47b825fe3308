import { runsEverything } from "../extent.ts";
import { layoutFaults } from "./states/layoutFaults.ts";
import { states, type StateName } from "./states/states.ts";
import { expect, layoutThemes, setTheme, settle, show, test } from "./states/statesFixture.ts";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
] as const;

/** Seen whole; of the others, which differ in their first screen, only that. */
const whole: readonly StateName[] = ["idle", "running-both", "done", "partial", "done-long-names"];

/** A theme moves nothing, and a phone is the hardest: of the others that is enough, but with all tests. */
const looksOf = (state: StateName) =>
  runsEverything || whole.includes(state)
    ? sizes.flatMap((size) => layoutThemes.map((theme) => ({ size, theme })))
    : [{ size: sizes[0], theme: "light" as const }];

/** To be looked at, in test-results/screenshots; what can be asserted of a layout is. */
for (const state of Object.keys(states) as StateName[]) {
  test(`${state} keeps its layout`, async ({ page, statesUrl }) => {
    await show(page, statesUrl, state);
    for (const { size, theme } of looksOf(state)) {
      await page.setViewportSize(size);
      await setTheme(page, theme);
      await settle(page);
      const name = `${state}-${size.width}x${size.height}-${theme}`;
      const path = `test-results/screenshots/${name}.png`;
      await page.screenshot({ path, fullPage: whole.includes(state) });
      expect(await page.evaluate(layoutFaults), name).toEqual([]);
    }
  });
}

test("everything opened keeps its layout at every size", async ({ page, statesUrl }) => {
  await show(page, statesUrl, "done-failed-kernel");
  for (const summary of await page.locator("summary:visible").all()) await summary.click();
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settle(page);
    const name = `opened-${size.width}x${size.height}`;
    await page.screenshot({ path: `test-results/screenshots/${name}.png`, fullPage: true });
    expect(await page.evaluate(layoutFaults), name).toEqual([]);
  }
});

test.describe("the layout check", () => {
  test.beforeEach(async ({ page, statesUrl }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await show(page, statesUrl, "done");
    expect(await page.evaluate(layoutFaults)).toEqual([]);
  });

  test("sees what is wider than the window", async ({ page }) => {
    await page.evaluate(() => {
      const box = document.createElement("p");
      box.textContent = "wide";
      box.style.width = "400px";
      box.style.whiteSpace = "nowrap";
      box.style.textAlign = "end";
      document.body.append(box);
    });
    const faults = await page.evaluate(layoutFaults);
    expect(faults.join()).toContain("wider than the window");
    expect(faults.join()).toContain('"wide" reaches past the window');
  });

  test("sees text over text", async ({ page }) => {
    await page.evaluate(() => {
      const box = document.createElement("p");
      box.textContent = "on top of everything";
      Object.assign(box.style, { position: "absolute", top: "80px", left: "16px" });
      document.body.append(box);
    });
    expect((await page.evaluate(layoutFaults)).join()).toMatch(/lies over/);
  });

  test("sees what is cut off", async ({ page }) => {
    await page.evaluate(() => {
      const box = document.createElement("p");
      box.textContent = "a text that does not fit";
      Object.assign(box.style, { width: "40px", overflow: "hidden", whiteSpace: "nowrap" });
      document.body.append(box);
    });
    expect((await page.evaluate(layoutFaults)).join()).toContain("cuts off its content");
  });
});
