import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { formatSignificant } from "../../src/report/format.ts";
import { start } from "../command/runCommand.ts";
import { layoutFaults } from "./states/layoutFaults.ts";
import type { StateName } from "./states/states.ts";
import { expect, setTheme, settle, show, test, layoutThemes } from "./states/statesFixture.ts";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
] as const;

const ladder = (page: Page): Locator => page.locator("wall-ladder");
const rungs = (page: Page): Locator => ladder(page).locator("ol > li");
const rung = (page: Page, name: string): Locator =>
  rungs(page).filter({ has: page.locator(".name > span", { hasText: new RegExp(`^${name}$`) }) });
/** A state, scrolled to the ladder, which is fetched then. */
const showLadder = async (page: Page, url: string, state: StateName): Promise<void> => {
  await show(page, url, state);
  await page.locator("#here").scrollIntoViewIfNeeded();
  await expect(ladder(page)).toBeVisible();
};
const showAll = (page: Page): Promise<void> =>
  ladder(page)
    .getByRole("button", { name: /^Show all \d+ machines$/ })
    .click();

/** Tokens/s per user that the command prints, by machine. */
const projected = async (...options: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const command = start("dist/command/main.mjs", [
    "project",
    "--accelerator",
    "all",
    "--format",
    "csv",
    "--quiet",
    ...options,
  ]);
  const { stdout, code } = await command.ended;
  expect(code).toBe(0);
  const [head = "", ...lines] = stdout.trim().split("\r\n");
  const columns = head.split(",");
  const at = (line: string, column: string): string =>
    line.split(",")[columns.indexOf(column)] ?? "";
  const rates = lines
    .filter((line) => at(line, "phase") === "decode")
    .toReversed() // a rack's first row is on the fewest chips, as on the page
    .map((line) => [at(line, "accelerator"), Number(at(line, "tokensPerSecondPerUser"))] as const);
  return new Map(rates);
};

test.describe("You are here", () => {
  test("sets what was measured among four machines, then among all", async ({
    page,
    statesUrl,
  }) => {
    await showLadder(page, statesUrl, "done");
    await expect(rungs(page)).toHaveCount(5);
    await expect(ladder(page)).toContainText("You, Fixture: 60.1 tokens/s per user measured");
    await expect(rung(page, "You, Fixture").locator("circle")).toHaveAttribute(
      "fill",
      "var(--decode)",
    );
    await expect(rung(page, "NVIDIA H100 SXM").locator("circle")).toHaveCount(0);
    await showAll(page);
    expect(await rungs(page).count()).toBeGreaterThan(60);
    await expect(rung(page, "NVIDIA GeForce RTX 3090").locator("circle")).toHaveAttribute(
      "fill",
      "var(--ground)",
    );
    const values = await rungs(page).locator(".value").allInnerTexts();
    const numbers = values.map((text) => Number(/[\d.,]+/.exec(text)?.[0].replaceAll(",", "")));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  test("shows what the command projects", async ({ page, statesUrl }) => {
    const rates = await projected("--model", "llama-3.1-8b");
    await showLadder(page, statesUrl, "done");
    await showAll(page);
    for (const [name, id] of [
      ["NVIDIA H100 SXM", "nvidia-h100-sxm"],
      ["NVIDIA GB200 NVL72", "nvidia-gb200-nvl72"],
      ["NVIDIA Vera Rubin NVL72", "nvidia-vera-rubin-nvl72"],
      ["Apple M4 Max", "apple-m4-max"],
      ["Cerebras WSE-3", "cerebras-wse-3"],
    ] as const)
      await expect(rung(page, name).locator(".value")).toContainText(
        ` ${formatSignificant(rates.get(id))} tokens/s per user`,
      );
  });

  test("follows its lens without a run", async ({ page, statesUrl }) => {
    const rates = await projected("--model", "llama-3.1-70b", "--data-type", "int4");
    await showLadder(page, statesUrl, "done");
    await ladder(page).getByLabel("Model").selectOption("llama-3.1-70b");
    await ladder(page).getByLabel("Weights stored as").selectOption("4-bit");
    await expect(rung(page, "NVIDIA H100 SXM").locator(".value")).toContainText(
      formatSignificant(rates.get("nvidia-h100-sxm")),
    );
    await expect(ladder(page)).toContainText("You, Fixture: not measured; at most");
    await expect(rung(page, "You, Fixture").locator("circle")).toHaveCount(0);
    const run = ladder(page).getByRole("link", { name: "Not measured, run?" });
    await expect(run).toHaveAttribute("href", "?model=llama-3.1-70b&data-type=int4");
    await ladder(page).getByLabel("Users at once").selectOption("8");
    await expect(run).toHaveCount(0);
  });

  test("is sorted and set against another by keyboard", async ({ page, statesUrl }) => {
    await showLadder(page, statesUrl, "done");
    await expect(rung(page, "NVIDIA H100 SXM").locator(".times")).toHaveText("× 3.7");
    await ladder(page).getByLabel("× against").selectOption("Apple M4 Max");
    await expect(rung(page, "Apple M4 Max").locator(".times")).toHaveText("× 1");
    await expect(rung(page, "NVIDIA H100 SXM").locator(".times")).toHaveText("× 6.1");
    await ladder(page).getByRole("button", { name: "per chip" }).focus();
    await page.keyboard.press("Enter");
    await expect(ladder(page).locator(".scale")).toContainText("tokens/s per chip");
    await rung(page, "NVIDIA H100 SXM").locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(rung(page, "NVIDIA H100 SXM")).toContainText("15.0 GB at 3.35 TB/s");
  });

  test("leads from each figure to its source", async ({ page, statesUrl }) => {
    await showLadder(page, statesUrl, "done");
    await showAll(page);
    const opened = rung(page, "NVIDIA GeForce RTX 3090");
    await opened.locator("summary").click();
    const links = opened.getByRole("link");
    expect(await links.count()).toBeGreaterThanOrEqual(5); // three figures, two measurements
    for (const link of await links.all())
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
  });

  test("tells of a rack what all of its chips write at most", async ({ page, statesUrl }) => {
    const whole = await projected("--model", "llama-3.1-8b", "--chips", "72");
    await showLadder(page, statesUrl, "done");
    await showAll(page);
    const rack = rung(page, "NVIDIA GB200 NVL72");
    await rack.locator("summary").click();
    await expect(rack).toContainText("Writing on all 72 chips");
    await expect(rack).toContainText(
      `${formatSignificant(whole.get("nvidia-gb200-nvl72"))} tokens/s per user at most, held by links`,
    );
  });

  test("has machines alone where nothing is measured", async ({ page, statesUrl }) => {
    await showLadder(page, statesUrl, "idle");
    await expect(rungs(page)).toHaveCount(4);
    await expect(ladder(page)).not.toContainText("You,");
    await expect(rung(page, "NVIDIA H100 SXM").locator(".times")).toHaveText("× 1");
  });

  test("says of a recording that it is one, in neutral ink", async ({ page, statesUrl }) => {
    await showLadder(page, statesUrl, "idle-recording");
    await expect(ladder(page)).toContainText("RECORDED. A recording of another machine");
    await expect(ladder(page).locator('[fill="var(--decode)"]')).toHaveCount(0);
    await expect(rung(page, "You, Fixture").locator("circle")).toHaveCount(1);
  });

  test("never plots a processor among GPUs", async ({ page, statesUrl }) => {
    await showLadder(page, statesUrl, "done-software");
    await expect(rungs(page)).toHaveCount(4);
    await expect(ladder(page)).toContainText("not among them");
  });

  test("keeps its layout at every size in both themes, all rungs and one opened", async ({
    page,
    statesUrl,
  }) => {
    await showLadder(page, statesUrl, "done");
    await showAll(page);
    await rung(page, "NVIDIA A100 80GB SXM").locator("summary").click();
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const theme of layoutThemes) {
        await setTheme(page, theme);
        await settle(page);
        const path = `test-results/screenshots/here-${size.width}-${theme}.png`;
        await page.locator("section[aria-labelledby=here]").screenshot({ path });
        expect(await page.evaluate(layoutFaults), `${size.width}, ${theme}`).toEqual([]);
      }
    }
  });

  test("gives axe nothing to find, one rung opened", async ({ page, statesUrl }) => {
    await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
    await showLadder(page, statesUrl, "done");
    await rung(page, "NVIDIA H100 SXM").locator("summary").click();
    const axe = (): AxeBuilder =>
      new AxeBuilder({ page }).include({
        fromShadowDom: ["wall-scroll", "#here + p + wall-later", "wall-ladder"],
      });
    expect((await axe().analyze()).violations).toEqual([]);
    await setTheme(page, "dark");
    const dark = axe().withRules(["color-contrast"]);
    expect((await dark.analyze()).violations).toEqual([]);
  });
});

test.describe("the roofline with any machine", () => {
  test("draws one data type at a time, and names what is not published", async ({
    page,
    statesUrl,
  }) => {
    await show(page, statesUrl, "done");
    const chips = page.locator("wall-chips");
    await chips.locator("summary", { hasText: "Choose other chips" }).click();
    await chips.getByRole("checkbox", { name: "Intel Gaudi 3" }).check();
    await expect(chips.locator(".labels")).toContainText("Gaudi 3");
    await expect(chips.locator(".labels")).toContainText("f32 units in a browser");
    await chips.getByRole("button", { name: "4-bit float" }).click();
    await expect(chips.locator(".labels")).not.toContainText("Gaudi 3");
    await expect(chips).toContainText(/Not drawn at 4-bit float, .*Intel Gaudi 3/);
    await chips.locator("summary", { hasText: "Where these ceilings come from" }).click();
    await expect(chips.locator("li").first()).toContainText("4-bit float");
    await expect(chips.locator("li a").first()).toHaveAttribute("href", /^https:\/\//);
  });
});
