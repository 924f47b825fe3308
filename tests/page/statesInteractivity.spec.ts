import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { formatCompact, formatRatio } from "../../src/report/format.ts";
import { firstChoice } from "../../src/ui/interactivityChoice.ts";
import {
  interactivityScene,
  rulerRange,
  rulerReadings,
  type InteractivityChoice,
} from "../../src/ui/interactivityScene.ts";
import { fullResult } from "../fixtures/fullResult.ts";
import { readReferenceFiles } from "./readReferenceFiles.ts";
import { layoutFaults } from "./states/layoutFaults.ts";
import { expect, setTheme, settle, show, test, layoutThemes } from "./states/statesFixture.ts";
import type { StateName } from "./states/states.ts";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
] as const;

/** To the part, from shadow root to shadow root. */
const path: [string, string, ...string[]] = [
  "wall-scroll",
  "section[aria-labelledby=interactivity] wall-later",
  "wall-interactivity",
];
const section = (page: Page): Locator => page.locator("wall-interactivity");
const ruler = (page: Page): Locator => page.getByRole("slider", { name: /^Ruler/ });
const answer = (page: Page): Locator => section(page).locator(".answer");

const open = async (page: Page, url: string, state: StateName): Promise<void> => {
  await show(page, url, state);
  await page.locator("#interactivity").scrollIntoViewIfNeeded();
  await expect(ruler(page)).toBeVisible();
  await settle(page);
};

const reference = readReferenceFiles();
/** What the page begins with where no sweep was measured. */
const first = firstChoice(reference.models, undefined);
const nobody = { yours: [], yourName: "you", origin: "" };

/** "× 1.8 at 120 tok/s per user", as the core has it. */
const coreReading = (choice: InteractivityChoice, perUser: number): string => {
  const { fronts } = interactivityScene(reference, choice, nobody);
  const baseline = fronts.find(({ id }) => id === "nvidia-gb300-nvl72");
  if (!baseline) throw new Error("the baseline is drawn");
  const rubin = rulerReadings(fronts, baseline, perUser).find(
    ({ front }) => front.id === "nvidia-vera-rubin-nvl72",
  );
  return `× ${formatRatio(rubin?.timesBaseline)} at ${formatCompact(perUser)} tok/s per user`;
};

test("throughput against interactivity keeps its layout, and axe finds nothing", async ({
  page,
  statesUrl,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
  await open(page, statesUrl, "done-full");
  await section(page).getByLabel("Watts that the measured machine").fill("400");
  await page.keyboard.press("Tab");
  const summaries = section(page).locator("summary:visible", { hasNotText: "as a table" });
  for (const summary of await summaries.all()) await summary.click();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of layoutThemes) {
      await setTheme(page, theme);
      await settle(page);
      const picture = `test-results/screenshots/interactivity-${size.width}-${theme}.png`;
      await section(page).screenshot({ path: picture });
      expect(await page.evaluate(layoutFaults), `${size.width}, ${theme}`).toEqual([]);
    }
  }
  const axe = (): AxeBuilder => new AxeBuilder({ page }).include({ fromShadowDom: path });
  expect((await axe().withRules(["color-contrast"]).analyze()).violations).toEqual([]);
  await setTheme(page, "light");
  expect((await axe().analyze()).violations).toEqual([]);
});

test.describe("the ruler", () => {
  test("reads what the core says, and is moved by keys to both ends", async ({
    page,
    statesUrl,
  }) => {
    await open(page, statesUrl, "idle");
    await expect(answer(page)).toContainText(coreReading(first, 120));
    await ruler(page).focus();
    await page.keyboard.press("ArrowRight");
    const next = 120 * 2 ** (1 / 16);
    await expect(answer(page)).toContainText(coreReading(first, next));
    await expect(ruler(page)).toHaveAttribute("aria-valuenow", String(Math.round(next)));
    await page.keyboard.press("PageUp");
    await expect(answer(page)).toContainText(coreReading(first, 2 * next));
    const { low, high } = rulerRange(interactivityScene(reference, first, nobody).fronts);
    await page.keyboard.press("Home");
    await expect(ruler(page)).toHaveAttribute("aria-valuenow", String(Math.round(low)));
    await page.keyboard.press("End");
    await expect(ruler(page)).toHaveAttribute("aria-valuenow", String(Math.round(high)));
    await expect(ruler(page)).toHaveAttribute("aria-valuetext", /GB300 NVL72 does not go so fast/);
    await expect(answer(page)).toContainText("no ratio at");
  });

  test("is dragged by the pointer, and stays within the curves", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    await ruler(page).scrollIntoViewIfNeeded();
    const box = await ruler(page).boundingBox();
    if (!box) throw new Error("the ruler has no box");
    const before = Number(await ruler(page).getAttribute("aria-valuenow"));
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 150, middle.y, { steps: 3 });
    await expect
      .poll(async () => Number(await ruler(page).getAttribute("aria-valuenow")))
      .toBeGreaterThan(1.5 * before);
    const moved = await ruler(page).boundingBox();
    expect(moved?.x).toBeCloseTo(box.x + 150, -1);
    await page.mouse.move(0, middle.y, { steps: 3 });
    await page.mouse.up();
    const least = await ruler(page).getAttribute("aria-valuemin");
    await expect(ruler(page)).toHaveAttribute("aria-valuenow", least ?? "");
    await page.mouse.move(middle.x, middle.y); // let go: it follows no longer
    await expect(ruler(page)).toHaveAttribute("aria-valuenow", least ?? "");
  });

  test("compares what is chosen, and lists every curve", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    const chosen = (name: string): Locator =>
      section(page).getByRole("combobox", { name, exact: true });
    await chosen("Read").selectOption("MI355X");
    await chosen("against").selectOption("Vera Rubin NVL72");
    await expect(answer(page)).toContainText("MI355X gives");
    const rows = section(page).getByRole("row", { name: /the baseline|× [\d.]+$/ });
    await expect(rows).toHaveCount(4);
    await expect(rows.filter({ hasText: "Vera Rubin NVL72" })).toContainText("the baseline");
  });

  test("goes into the image, with what it reads", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      section(page).getByRole("button", { name: "Save SVG" }).click(),
    ]);
    const file = "test-results/screenshots/interactivity.svg";
    await download.saveAs(file);
    expect(readFileSync(file, "utf8")).toContain(coreReading(first, 120));
  });
});

test.describe("its rates", () => {
  test("count output or everything, and the two never stand together", async ({
    page,
    statesUrl,
  }) => {
    await open(page, statesUrl, "idle");
    const table = section(page).locator("chart-frame table");
    await section(page).locator("chart-frame summary").click();
    await expect(table).toContainText("a bound");
    await expect(table).toContainText("an estimate");
    await expect(section(page).locator("wall-chart .axis-label").first()).toHaveText(
      "output tokens/s per megawatt, all-in",
    );
    await section(page).getByRole("button", { name: "In and out" }).click();
    await expect(section(page).locator("wall-chart .axis-label").first()).toHaveText(
      "input and output tokens/s per megawatt, all-in, cached input too",
    );
    await expect(table.locator("tbody tr")).toHaveCount(16 + 2);
    await expect(table).not.toContainText(/bound|estimate/);
    const everything = { ...first, counts: "input-and-output-with-cache" } as const;
    await expect(answer(page)).toContainText(coreReading(everything, 120));
  });

  test("lead to their sources, by https", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    await section(page).getByText("Where these figures come from").click();
    const items = section(page).locator("li");
    await expect(items).toHaveCount(4 + 4); // systems, and published points of the model
    for (const item of await items.all())
      await expect(item.getByRole("link").first()).toBeVisible();
    for (const link of await section(page).getByRole("link").all())
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
  });

  test("are not given of systems without power, which are named", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle");
    const { profiles } = reference;
    const without = profiles.filter(({ allInWattsPerChip }) => allInWattsPerChip === undefined);
    await section(page).getByText(`Left out: ${without.length} machines`).click();
    for (const name of ["H100 SXM", "GB200 NVL72", "Groq 3 LPX", "M4 Max"])
      await expect(section(page)).toContainText(name);
    await expect(section(page)).toContainText(
      "the claim of 35 times per megawatt cannot be recomputed",
    );
    await section(page).locator("summary", { hasText: "Choose systems" }).click();
    await expect(section(page).getByRole("checkbox")).toHaveCount(6);
    await section(page).getByRole("checkbox", { name: "TPU7x" }).check();
    await expect(section(page).getByRole("row", { name: /TPU7x/ }).first()).toBeVisible();
  });

  test("include the visitor's sweep at the watts that they state", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "done-full");
    await section(page).locator("chart-frame summary").click();
    const table = section(page).locator("chart-frame table");
    await expect(table).not.toContainText("you, 1 user");
    await section(page).getByLabel("Watts that the measured machine").fill("400");
    await page.keyboard.press("Tab");
    const row = fullResult.batchSweep.find(
      ({ dataType, batch }) => dataType === "f16" && batch === 1,
    );
    const perMegawatt = formatCompact(((row?.tokensPerSecond ?? 0) / 400) * 1e6);
    await expect(table.getByRole("row", { name: /^you, 1 user/ })).toContainText(perMegawatt);
    const context = section(page).getByLabel("Context of each user");
    await expect(context).toHaveValue("0"); // as the sweep
    await expect(section(page)).not.toContainText("not the same work");
    await context.selectOption("4,096 tokens");
    await expect(section(page)).toContainText("not the same work");
    await section(page).getByLabel("Model").selectOption("gpt-oss-120b");
    await expect(table).not.toContainText("you, 1 user");
    await expect(section(page)).toContainText(
      "To see your measured sweep, choose what it is of: Llama 3.1 8B, 16-bit.",
    );
  });

  test("of a recording are called recorded", async ({ page, statesUrl }) => {
    await open(page, statesUrl, "idle-recording");
    await section(page).getByLabel("Watts that the measured machine").fill("400");
    await page.keyboard.press("Tab");
    await expect(section(page).locator("chart-frame table")).toContainText("recorded, 1 user");
  });
});

test("a part that cannot be fetched says so, and can be fetched again", async ({
  page,
  statesUrl,
}) => {
  await page.route("**/wallInteractivity-*.js", (route) => route.abort());
  await show(page, statesUrl, "idle");
  await page.locator("#interactivity").scrollIntoViewIfNeeded();
  const part = page.locator("section[aria-labelledby=interactivity]");
  await expect(part).toContainText("could not be fetched");
  await expect(section(page)).toHaveCount(0);
  await page.unroute("**/wallInteractivity-*.js");
  await part.getByRole("button", { name: "Fetch it again" }).click();
  await expect(section(page)).toBeVisible();
});
