import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { referenceSections, referenceTables } from "../../src/reference/referenceTables.ts";
import { formatSignificant } from "../../src/report/format.ts";
import { start } from "../command/runCommand.ts";
import { expect, test } from "./pageFixture.ts";
import { readReferenceFiles } from "./readReferenceFiles.ts";
import { layoutFaults } from "./states/layoutFaults.ts";
import { setTheme, settle, layoutThemes } from "./states/statesFixture.ts";

const reference = readReferenceFiles();
const tables = referenceTables(reference);
const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
] as const;

const keepsItsLook = async (page: Page, name: string): Promise<void> => {
  await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of layoutThemes) {
      await setTheme(page, theme);
      await settle(page);
      const path = `test-results/screenshots/${name}-${size.width}-${theme}.png`;
      await page.screenshot({ path });
      expect(await page.evaluate(layoutFaults), `${size.width}, ${theme}`).toEqual([]);
    }
  }
  await setTheme(page, "light");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await setTheme(page, "dark");
  const dark = new AxeBuilder({ page }).withRules(["color-contrast"]);
  expect((await dark.analyze()).violations).toEqual([]);
};

const openData = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}data/`);
  await expect(page.getByRole("button", { name: "Machines" })).toBeVisible();
};

test.describe("data/", () => {
  test("has every part of the data, each row with its source", async ({ page, pageUrl }) => {
    await openData(page, pageUrl);
    await expect(page).toHaveTitle(/each with its source/);
    for (const [section, label] of [
      ["machines", "Machines"],
      ["models", "Models"],
      ["measurements", "Measured by others"],
      ["claims", "Claims"],
      ["sources", "Sources"],
    ] as const) {
      const { rows } = tables[section];
      await page.getByRole("button", { name: `${label} ${rows.length}` }).click();
      await expect(page.getByRole("heading", { level: 2, name: label })).toBeAttached();
      const more = page.getByRole("button", { name: "Show all rows" });
      if (await more.isVisible()) await more.click();
      const notes = rows.filter(({ figure }) => figure === "note").length;
      await expect(page.locator("wall-records tbody tr")).toHaveCount(rows.length - notes);
      const links = page.locator("wall-records tbody tr a");
      expect(await links.count()).toBeGreaterThan(0.8 * (rows.length - notes));
      const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      expect(hrefs.filter((href) => !href?.startsWith("https://"))).toEqual([]);
    }
  });

  test("finds a row by its words", async ({ page, pageUrl }) => {
    await openData(page, pageUrl);
    await page.getByRole("searchbox").fill("h100-sxm bandwidth");
    const row = page.locator("wall-records tbody tr");
    await expect(row).toHaveCount(1);
    await expect(row).toContainText("3.35 TB/s");
    await expect(row).toContainText("datasheet");
    await page.getByRole("searchbox").fill("no such machine");
    await expect(page.getByText("No row has all these words.")).toBeVisible();
  });

  test("offers dated CSV of each part, and its terms", async ({ page, pageUrl, request }) => {
    await openData(page, pageUrl);
    const files = page.getByRole("navigation", { name: "As files" }).getByRole("link");
    await expect(files).toHaveCount(referenceSections.length);
    for (const link of await files.all()) {
      const href = (await link.getAttribute("href")) ?? "";
      expect(href).toMatch(new RegExp(`-${reference.asOf}\\.csv$`));
      const answer = await request.get(new URL(href, page.url()).href);
      expect(answer.status()).toBe(200);
    }
    await expect(page.getByText("MLPerf Inference v5.1")).toBeVisible();
    await expect(page.getByText("MIT licence: credit Decode Wall")).toBeVisible();
  });

  test("fills in a report of a wrong number, by keyboard, and sends nothing", async ({
    page,
    pageUrl,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openData(page, pageUrl);
    await page.getByRole("searchbox").fill("apple-m4-max bandwidth");
    await page.getByRole("button", { name: /^Wrong\? Report Apple M4 Max/ }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Report a wrong number" });
    await expect(dialog.getByRole("textbox")).toHaveValue(
      /^Row: machines \/ apple-m4-max \/ memory bandwidth\nStands there \(data of \d{4}-\d\d-\d\d\): 546 GB\/s/,
    );
    await dialog.getByRole("button", { name: "Copy" }).click();
    await expect(dialog.getByText("Copied.")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("Should be: ");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  test("leads to the repository's issues where one is known", async ({ page, pageUrl }) => {
    await openData(page, pageUrl);
    await page.evaluate(() => {
      const view = document.querySelector("wall-data");
      if (view) view.repository = "https://code.example/wall";
    });
    const link = page.getByRole("link", { name: /^Wrong\?/ }).first();
    await expect(link).toHaveAttribute(
      "href",
      /^https:\/\/code\.example\/wall\/issues\/new\?title=/,
    );
    await expect(page.getByRole("button", { name: /^Wrong\?/ })).toHaveCount(0);
  });

  test("keeps its layout at every size in both themes, and axe finds nothing", async ({
    page,
    pageUrl,
  }) => {
    await openData(page, pageUrl);
    await page.getByRole("button", { name: "Claims" }).click();
    await keepsItsLook(page, "data-claims");
    await page.setViewportSize(sizes[0]);
    for (const label of ["Machines", "Measured by others", "Models", "Pairs", "Sources"]) {
      await page.getByRole("button", { name: label }).click();
      expect(await page.evaluate(layoutFaults), label).toEqual([]);
    }
  });
});

const openPair = async (page: Page, url: string, path: string): Promise<void> => {
  await page.goto(`${url}compare/${path}`);
  await expect(page.getByRole("heading", { level: 1, name: / vs / })).toBeVisible();
};

test.describe("compare/", () => {
  test("has a page for a pair, named before its script runs", async ({ pageUrl, request }) => {
    const answer = await request.get(`${pageUrl}compare/nvidia-h100-sxm-vs-apple-m4-max/`);
    const html = await answer.text();
    expect(html).toContain("<title>NVIDIA H100 SXM vs Apple M4 Max: reading and writing");
    expect(html).toContain("writes at most 223 tokens/s (memory 3.35 TB/s)");
    expect(html).toContain("Content-Security-Policy");
    const unknown = await request.get(`${pageUrl}compare/nvidia-h100-sxm-vs-nothing/`);
    expect(unknown.status()).toBe(404);
  });

  test("shows what the command projects", async ({ page, pageUrl }) => {
    const command = start("dist/command/main.mjs", [
      "project",
      "--model",
      "llama-3.1-8b",
      "--accelerator",
      "nvidia-gb200-nvl72",
      "--accelerator",
      "apple-m4-max",
      "--format",
      "json",
      "--quiet",
    ]);
    const { machines } = JSON.parse((await command.ended).stdout) as {
      readonly machines: readonly {
        readonly system: { readonly id: string };
        readonly decode: { readonly rates: { readonly perUser: number } };
        readonly prefill: { readonly tokensPerSecond: number };
      }[];
    };
    await openPair(page, pageUrl, "nvidia-gb200-nvl72-vs-apple-m4-max/");
    for (const id of ["nvidia-gb200-nvl72", "apple-m4-max"]) {
      const machine = machines.find(({ system }) => system.id === id);
      if (!machine) throw new Error(id);
      const writing = page.getByRole("row", { name: /^writing, per user/ });
      await expect(writing).toContainText(formatSignificant(machine.decode.rates.perUser));
      const reading = page.getByRole("row", { name: /^reading 512 tokens/ });
      await expect(reading).toContainText(formatSignificant(machine.prefill.tokensPerSecond));
    }
    await expect(page.getByText(/NVIDIA GB200 NVL72 is not drawn: it is a rack/)).toBeVisible();
  });

  test("of any other pair has an address too, and its title", async ({ page, pageUrl }) => {
    await openPair(page, pageUrl, "?a=apple-m1&b=intel-gaudi3");
    await expect(page).toHaveTitle("Apple M1 vs Intel Gaudi 3: reading and writing | Decode Wall");
    await page.goto(`${pageUrl}compare/?a=no-such-machine&b=apple-m1`);
    await expect(page.getByText("No machine of the list is named no-such-machine.")).toBeVisible();
    await page.getByLabel("One machine").selectOption("NVIDIA A100 80GB SXM"); // the list's first
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "NVIDIA A100 80GB SXM vs Apple M1",
    );
  });

  test("changes machines, title and address by keyboard", async ({ page, subPathUrl }) => {
    await openPair(page, subPathUrl, "nvidia-h100-sxm-vs-apple-m4-max/");
    await page.getByLabel("Beside").selectOption("NVIDIA B200 SXM");
    await expect(page).toHaveURL(`${subPathUrl}compare/nvidia-h100-sxm-vs-nvidia-b200-sxm/`);
    await expect(page).toHaveTitle(/^NVIDIA H100 SXM vs NVIDIA B200 SXM:/);
    await page.getByRole("button", { name: "Swap" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${subPathUrl}compare/?a=nvidia-b200-sxm&b=nvidia-h100-sxm`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "NVIDIA B200 SXM vs NVIDIA H100 SXM",
    );
    await page.getByRole("link", { name: /Measure your own GPU/ }).click();
    await expect(page).toHaveURL(subPathUrl);
  });

  test("leads from each figure to its source, and keeps its layout", async ({ page, pageUrl }) => {
    await openPair(page, pageUrl, "nvidia-h100-sxm-vs-apple-m4-max/");
    await expect(page.locator("wall-roofline .labels")).toContainText("M4 Max");
    for (const summary of await page.locator("summary", { hasText: "follows from" }).all())
      await summary.click();
    const links = page.locator("wall-compare details a");
    expect(await links.count()).toBeGreaterThanOrEqual(6);
    for (const link of await links.all())
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
    await keepsItsLook(page, "compare");
  });
});
