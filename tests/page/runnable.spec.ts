import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { layoutFaults } from "./states/layoutFaults.ts";
import type { StateName } from "./states/states.ts";
import { expect, setTheme, settle, show, test, layoutThemes } from "./states/statesFixture.ts";

const section = (page: Page): Locator => page.locator("wall-runnable");
const row = (page: Page, model: string): Locator =>
  section(page).getByRole("row").filter({ hasText: model });
const memory = (page: Page): Locator =>
  section(page).getByRole("spinbutton", { name: "Memory of this GPU in GB" });

/** The section is fetched as it comes near the window. */
const open = async (page: Page, url: string, state: StateName): Promise<void> => {
  await show(page, url, state);
  await page.locator("#runnable").scrollIntoViewIfNeeded();
  await expect(section(page)).toBeVisible();
};

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
] as const;

/** Every size and both themes: looked at in test-results/screenshots, and asserted. */
const keepsItsLayout = async (
  page: Page,
  names: Readonly<Record<string, Locator>>,
): Promise<void> => {
  await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of layoutThemes) {
      await setTheme(page, theme);
      await settle(page);
      for (const [name, element] of Object.entries(names)) {
        const path = `test-results/screenshots/${name}-${size.width}-${theme}.png`;
        await element.screenshot({ path });
      }
    }
    expect(await page.evaluate(layoutFaults), `${size.width}`).toEqual([]);
  }
  const parts = (): AxeBuilder =>
    ["wall-runnable", "wall-step"].reduce(
      (axe, name) => axe.include({ fromShadowDom: ["wall-scroll", "wall-later", name] }),
      new AxeBuilder({ page }),
    );
  expect((await parts().analyze()).violations).toEqual([]);
  await setTheme(page, "light");
  const light = parts().withRules(["color-contrast"]);
  expect((await light.analyze()).violations).toEqual([]);
};

test.describe("what can I run", () => {
  test("says what models need, and by keyboard whether that fits", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    await expect(row(page, "Llama 3.1 8B")).toContainText("17 GB");
    await expect(row(page, "Llama 3.1 8B")).not.toContainText("yes");
    await expect(section(page)).not.toContainText("Writes");
    await memory(page).focus();
    await page.keyboard.type("10");
    await expect(row(page, "Llama 3.1 8B")).toContainText("no, but at 8-bit");
    await expect(row(page, "Llama 3.2 3B")).toContainText("yes");
    await expect(row(page, "70B")).toContainText("no");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(section(page).getByRole("button", { name: "8-bit" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await expect(row(page, "Llama 3.1 8B")).toContainText("8.6 GB");
    await expect(row(page, "Llama 3.1 8B")).toContainText("yes");
  });

  test("tells what was measured from what the ceilings allow", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "done-steps");
    await memory(page).fill("24");
    await expect(row(page, "Llama 3.1 8B")).toContainText("tokens/s, measured");
    await expect(row(page, "Llama 3.1 8B")).not.toContainText("at most");
    await expect(row(page, "Qwen3 0.6B")).toContainText(/at most [\d,]+ tokens\/s/);
    await expect(row(page, "Qwen3 0.6B")).toContainText("faster than you read, at best");
  });

  test("claims no measurement where only the weights were", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "done");
    await memory(page).fill("24");
    await expect(row(page, "Llama 3.1 8B")).toContainText("at most");
    await expect(section(page).locator("tbody")).not.toContainText("measured");
  });

  test("says whose a recording's speeds are", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle-recording");
    await expect(section(page)).toContainText("RECORDED: the speeds are those of Fixture.");
    await expect(row(page, "Qwen3 0.6B")).toContainText("at most");
  });

  test("has no speeds of a processor", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "done-software");
    await expect(section(page)).toContainText("No speeds here");
    await expect(section(page).locator("tbody")).not.toContainText("tokens/s");
  });
});

test.describe("a whole step", () => {
  const step = (page: Page): Locator => page.locator("wall-step");

  test("is taken apart, and slows down with context", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-steps");
    await page.locator("wall-types").last().scrollIntoViewIfNeeded();
    await expect(step(page)).toBeVisible();
    const parts = step(page).getByRole("row").filter({ hasText: "feed-forward" });
    await expect(parts).toContainText("55%");
    const residual = step(page).getByRole("row").filter({ hasText: "what no part explains" });
    await expect(residual).toContainText("-2%");
    await step(page).locator(".plot").focus();
    await page.keyboard.press("End");
    await expect(step(page).locator(".readout")).toContainText("32,768 tokens");
  });

  test("keeps its layout beside what can be run", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "done-steps");
    await memory(page).fill("24");
    await page.locator("wall-types").last().scrollIntoViewIfNeeded();
    await expect(step(page)).toBeVisible();
    await keepsItsLayout(page, { runnable: section(page), step: step(page) });
  });

  test("is not spoken of where only the weights were measured", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await page.locator("wall-types").last().scrollIntoViewIfNeeded();
    await settle(page);
    await expect(step(page)).toHaveCount(0);
    await expect(page.getByText("Why long chats slow down")).toHaveCount(0);
  });
});
