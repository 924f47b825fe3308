import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { layoutFaults } from "./states/layoutFaults.ts";
import { expect, setTheme, settle, show, test, layoutThemes } from "./states/statesFixture.ts";

const card = (page: Page): Locator => page.locator("wall-card");
const writing = (page: Page): Locator => card(page).locator("g.panel").nth(1);
const subpaths = async (path: Locator): Promise<number> =>
  ((await path.getAttribute("d")) ?? "").split("M").length - 1;
const whole = (page: Page): Locator =>
  page.getByRole("checkbox", { name: "whole chip, by datasheet" });
const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const;

/** Both widths and both themes: looked at in test-results/screenshots, and asserted. */
const keepsItsLayout = async (page: Page, name: string): Promise<void> => {
  await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of layoutThemes) {
      await setTheme(page, theme);
      await settle(page);
      await card(page).scrollIntoViewIfNeeded();
      const path = `test-results/screenshots/${name}-${size.width}-${theme}.png`;
      await card(page).screenshot({ path });
      expect(await page.evaluate(layoutFaults), `${name}, ${size.width}, ${theme}`).toEqual([]);
    }
  }
};

const savedImage = async (page: Page, name: string): Promise<void> => {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save image" }).click(),
  ]);
  await download.saveAs(`test-results/screenshots/${name}.png`);
};

test.describe("users at once", () => {
  test("refill the writing panel by keyboard, and stop where it was measured", async ({
    page,
    statesUrl,
  }) => {
    await show(page, statesUrl, "done");
    const slider = page.getByRole("slider", { name: "Users at once" });
    await expect(slider).toHaveAttribute("aria-valuetext", /^1 user: [\d.]+ tokens\/s$/);
    const lit = writing(page).locator("path.lit");
    const alone = await subpaths(lit);
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect(slider).toHaveAttribute(
      "aria-valuetext",
      /^2 users at once: [\d.]+ tokens\/s each, [\d.]+ tokens\/s in all$/,
    );
    await expect(writing(page)).toContainText("WRITING FOR 2 USERS AT ONCE");
    await page.keyboard.press("End");
    await expect(slider).toHaveAttribute("aria-valuetext", /^512 users at once/);
    expect(await subpaths(lit)).toBeGreaterThan(40 * alone);
    await expect(card(page)).toContainText("The layers' weights only");
    await page.keyboard.press("Home");
    expect(await subpaths(lit)).toBe(alone);
    await expect(writing(page)).toContainText("WRITING 1 TOKEN FOR 1 USER");
  });

  test("go into the image, which then claims no R", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await page.getByRole("slider").fill("6");
    await savedImage(page, "card-image-users");
    await keepsItsLayout(page, "lens-users");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  for (const state of ["idle", "idle-recording", "running-both", "done-software"] as const)
    test(`are not asked for in ${state}`, async ({ page, statesUrl }) => {
      await show(page, statesUrl, state);
      await expect(page.getByRole("slider")).toHaveCount(0);
      await expect(page.getByRole("combobox", { name: "Beside the whole chip of" })).toHaveCount(0);
    });
});

test.describe("the whole chip", () => {
  const hatched = (page: Page): Promise<number> => subpaths(writing(page).locator("path.hatched"));

  test("is offered by the device's name, and off until asked for", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-named-chip");
    await expect(whole(page)).not.toBeChecked();
    expect(await hatched(page)).toBe(0);
    await whole(page).check();
    expect(await hatched(page)).toBe(1000 - 81); // 80 of 989 TFLOP/s
    await expect(card(page)).toContainText("as published (datasheet: NVIDIA H100 Tensor Core GPU)");
    await expect(card(page).getByRole("link")).toHaveAttribute("href", /^https:\/\//);
    await savedImage(page, "card-image-whole");
    await keepsItsLayout(page, "lens-whole");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await whole(page).uncheck();
    expect(await hatched(page)).toBe(0);
  });

  test("of an unknown device is the visitor's choice", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await expect(whole(page)).toHaveCount(0);
    await page
      .getByRole("combobox", { name: "Beside the whole chip of" })
      .selectOption("NVIDIA B200 SXM");
    await expect(whole(page)).toBeChecked();
    expect(await hatched(page)).toBe(1000 - 36); // 80 of 2,250 TFLOP/s
    await page.getByRole("combobox").selectOption("choose a chip");
    await expect(whole(page)).toHaveCount(0);
    expect(await hatched(page)).toBe(0);
  });

  test("offers no chip that this run is faster than", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const options = await page.getByRole("combobox").locator("option").allInnerTexts();
    expect(options.join()).toContain("H100");
    expect(options.join()).not.toContain("M4 Max");
  });
});
