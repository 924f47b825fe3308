import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { batchSeries } from "../../src/analysis/batchSeries.ts";
import { contextSweep } from "../../src/projection/contextSweep.ts";
import { formatTokensPerSecond } from "../../src/report/format.ts";
import { fullResult } from "../fixtures/fullResult.ts";
import { fixtures } from "../fixtures/results.ts";
import { readReferenceFiles } from "./readReferenceFiles.ts";
import { layoutFaults } from "./states/layoutFaults.ts";
import { expect, setTheme, settle, show, test, layoutThemes } from "./states/statesFixture.ts";

const sizes = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const;
const charts = ["wall-types", "wall-company", "wall-cache"] as const;

for (const name of charts)
  test(`${name} keeps its layout at both widths in both themes`, async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-full");
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const theme of layoutThemes) {
        await setTheme(page, theme);
        await settle(page);
        const path = `test-results/screenshots/${name}-${size.width}-${theme}.png`;
        await page.locator(name).screenshot({ path });
        expect(await page.evaluate(layoutFaults), `${name}, ${size.width}`).toEqual([]);
      }
    }
  });

test.describe("the charts of the sweeps", () => {
  const table = async (page: Page, name: string): Promise<Locator> => {
    await page.locator(`${name} chart-frame summary`).click();
    return page.locator(`${name} chart-frame table`);
  };

  for (const [name, first] of [
    ["wall-types", /^4-bit.*, (writing|reading): .+× at [\d.]+ B a weight$/],
    ["wall-company", /^1 user, (in all|per user): .+ tokens\/s at 1 user \(.+\)$/],
    ["wall-cache", /^(streaming read|matrix × vector).*: .+B\/s at .+B$/],
  ] as const)
    test(`${name} is walked by keyboard, has a table and is saved`, async ({ page, statesUrl }) => {
      await show(page, statesUrl, "done-full");
      await page.locator(`${name} .plot`).focus();
      await page.keyboard.press("ArrowRight");
      await expect(page.locator(`${name} .readout`)).toHaveText(first);
      await expect((await table(page, name)).locator("tbody tr").first()).toBeVisible();
      const [svg] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(name).getByRole("button", { name: "Save SVG" }).click(),
      ]);
      const path = `test-results/screenshots/${name}.svg`;
      await svg.saveAs(path);
      const { readFileSync } = await import("node:fs");
      expect(readFileSync(path, "utf8")).toContain("Fixture · Fixture 1 · 2026-11-23");
    });

  test("company has a row for each number of users, in all and each", async ({
    page,
    statesUrl,
  }) => {
    await show(page, statesUrl, "done-full");
    const rows = fullResult.batchSweep.filter(({ dataType }) => dataType === "f16").length;
    const lines = 3;
    await expect((await table(page, "wall-company")).locator("tbody tr")).toHaveCount(
      2 * rows + lines,
    );
    await expect(page.locator("wall-company")).toContainText("Weights of the layers only");
    await expect(page.locator("wall-company")).toContainText("from about 28 users on");
  });

  test("company shows one stored type at a time", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-full");
    const company = page.locator("wall-company");
    await expect(company.getByRole("button", { name: "16-bit" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await company.getByRole("button", { name: "4-bit" }).click();
    await expect(company.getByRole("heading")).toHaveText(/, 4-bit$/);
  });

  test("company with context has the core's limits, and says where it never fills", async ({
    page,
    statesUrl,
  }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await show(page, statesUrl, "done-full");
    const company = page.locator("wall-company");
    const rows = (await table(page, "wall-company")).getByRole("row", { name: /whole step/ });
    await expect(rows).toHaveCount(0);
    await company.getByRole("button", { name: "4K tokens" }).click();
    await expect(company).toContainText("With 4,096 tokens each, arithmetic never fills");
    await expect(company).toContainText("at most 32 FLOP per byte fetched");
    await expect(company).toContainText("537 MB of keys and values a user");
    await expect(rows).toHaveCount(2);
    const [series] = batchSeries(fullResult.batchSweep).filter((one) => one.dataType === "f16");
    const model = readReferenceFiles().models.find(({ id }) => id === series?.model);
    const core = series && model && contextSweep(series, fullResult.ceilings, model, 4096);
    const last = core?.points.at(-1);
    await expect(rows.first()).toContainText(formatTokensPerSecond(last?.inAll));
    await expect(rows.last()).toContainText(formatTokensPerSecond(last?.perUser));
    for (const size of sizes) {
      await page.setViewportSize(size);
      await settle(page);
      await company.screenshot({ path: `test-results/screenshots/context-${size.width}.png` });
      expect(await page.evaluate(layoutFaults)).toEqual([]);
      for (const label of ["in all, 4K each", "per user, 4K each"])
        await expect(company.locator(".labels")).toContainText(label);
    }
    await company.getByRole("button", { name: "no context" }).click();
    await expect(rows).toHaveCount(0);
  });

  test("company draws whole steps with the context that they were measured with", async ({
    page,
    statesUrl,
  }) => {
    await show(page, statesUrl, "done-steps");
    const company = page.locator("wall-company");
    const rows = (await table(page, "wall-company")).getByRole("row", {
      name: /whole step with \d/,
    });
    await company.getByRole("button", { name: "512 tokens" }).click();
    const measured = fixtures.steps.decode.filter(
      ({ model, dataType, includes, contextTokens }) =>
        model === "llama-3.1-8b" &&
        dataType === "f16" &&
        includes === "step" &&
        contextTokens === 512,
    );
    await expect(rows).toHaveCount(2 * measured.length);
    await expect(company).toContainText("whole steps with that context, measured");
    const four = measured.find(({ batch }) => batch === 4);
    await expect(
      rows.filter({ hasText: /^\s*4 users at once, in all, whole step with 512 tokens each/ }),
    ).toContainText(formatTokensPerSecond(four?.tokensPerSecond));
    await company.getByRole("button", { name: "128K tokens" }).click();
    await expect(rows).toHaveCount(0);
    await expect(company).toContainText("With that context no step was measured.");
  });

  test("every line of them has its label, on a phone too", async ({ page, statesUrl }) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await show(page, statesUrl, "done-full");
      for (const [name, labels] of [
        [
          "wall-company",
          ["memory's limit", "arithmetic's limit", "growth ends", "in all", "per user"],
        ],
        ["wall-cache", ["memory", "limit of one launch", "cache: about"]],
        ["wall-types", ["if only bytes counted", "8-bit", "16-bit", "32-bit"]],
      ] as const)
        for (const label of labels)
          await expect(page.locator(`${name} .labels`)).toContainText(label);
    }
  });

  test("the cache promises nothing of its own", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-full");
    await expect(page.locator("wall-cache")).toContainText(
      "a model in the cache does not write as fast as the cache reads",
    );
  });

  for (const state of ["idle", "running-early"] as const)
    test(`say what is still to come in ${state}`, async ({ page, statesUrl }) => {
      await show(page, statesUrl, state);
      await expect(page.locator("wall-company")).toContainText("The curve appears when");
      await expect(page.locator("wall-cache")).toContainText("The curve appears when");
      await expect(page.locator("wall-types wall-chart")).toHaveCount(0);
    });

  test("nothing of a processor is drawn", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-software");
    for (const name of charts) await expect(page.locator(`${name} wall-chart`)).toHaveCount(0);
  });
});

test("the tuner's search is told, briefly", async ({ page, statesUrl }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await show(page, statesUrl, "done-full");
  const belief = page.locator("wall-belief");
  await belief.getByText("Which variants were tried, and what won").click();
  await expect(belief).toContainText("64x4, 25% faster than the default");
  await expect(belief).toContainText("256x1: It gave wrong results.");
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settle(page);
    await belief.screenshot({ path: `test-results/screenshots/tuning-${size.width}.png` });
    expect(await page.evaluate(layoutFaults)).toEqual([]);
  }
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
