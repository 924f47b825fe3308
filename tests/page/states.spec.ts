import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { fixtures } from "../fixtures/results.ts";
import { runsEverything } from "../extent.ts";
import { states, type StateName } from "./states/states.ts";
import { expect, setTheme, settle, show, test } from "./states/statesFixture.ts";

const names = Object.keys(states) as StateName[];

const card = (page: Page): Locator => page.locator("wall-card");
const panel = (page: Page, phase: "reading" | "writing"): Locator =>
  card(page)
    .locator("g.panel")
    .nth(phase === "reading" ? 0 : 1);
/** Subpaths of a path: one for each cell. */
const cells = async (page: Page, phase: "reading" | "writing", look: string): Promise<number> => {
  const path = await panel(page, phase).locator(`path.${look}`).getAttribute("d");
  return (path ?? "").split("M").length - 1;
};

/** States that differ most; with all tests every one is looked at. */
const lookedAt: readonly StateName[] = runsEverything
  ? names
  : ["idle", "running-both", "done", "partial", "done-software", "done-failed-kernel", "refused"];

test.describe("axe finds nothing", () => {
  for (const state of lookedAt) {
    test(`in ${state}`, async ({ page, statesUrl }) => {
      await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
      await show(page, statesUrl, state);
      await setTheme(page, "light");
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await setTheme(page, "dark");
      const dark = new AxeBuilder({ page }).withRules(["color-contrast"]);
      expect((await dark.analyze()).violations).toEqual([]);
    });
  }

  test("but does find what is wrong", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "idle");
    await page.evaluate(() => {
      const pale = document.createElement("p");
      pale.textContent = "pale";
      pale.style.color = "#bbb";
      document.body.append(pale, document.createElement("button"));
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["button-name", "color-contrast"]),
    );
  });
});

test.describe("the Wall card", () => {
  test("has no accent before the first live point", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "idle");
    const accents = card(page).locator('[fill="var(--prefill)"], [fill="var(--decode)"]');
    await expect(accents).toHaveCount(0);
    await expect(card(page)).toContainText("No recording of a real GPU yet.");
    await show(page, statesUrl, "idle-recording");
    await expect(accents).toHaveCount(0);
    await expect(card(page)).toContainText("RECORDED");
    await show(page, statesUrl, "running-writing");
    await expect(accents).not.toHaveCount(0);
  });

  test("lights a thousandth of the peak with each cell", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    expect(await cells(page, "reading", "lit")).toBe(586); // the interval's lower end
    expect(await cells(page, "reading", "half")).toBe(6); // up to 592
    expect(await cells(page, "reading", "outline")).toBe(1000 - 586);
    expect(await cells(page, "writing", "lit")).toBe(11);
    await expect(panel(page, "reading")).toContainText("589");
  });

  test("fills memory before arithmetic is known, and cells as they come", async ({
    page,
    statesUrl,
  }) => {
    const busy = async (): Promise<number> =>
      Number(await panel(page, "writing").locator("rect.memory").getAttribute("width"));
    await show(page, statesUrl, "running-early");
    expect([await busy(), await cells(page, "writing", "lit")]).toEqual([0, 0]);
    await show(page, statesUrl, "running-writing");
    expect(await busy()).toBeGreaterThan(100);
    expect(await cells(page, "writing", "lit")).toBe(0);
    await show(page, statesUrl, "running-both");
    expect(await cells(page, "writing", "lit")).toBe(11);
  });

  test("has grids that share their edges on a phone", async ({ page, statesUrl }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const state of ["done", "done-failed-kernel", "partial"] as const) {
      await show(page, statesUrl, state);
      const boxes = await Promise.all(
        (["reading", "writing"] as const).map((phase) =>
          panel(page, phase).locator("path.outline").boundingBox(),
        ),
      );
      expect(boxes[0]?.y).toBe(boxes[1]?.y);
      expect(boxes[0]?.width).toBeCloseTo(149, -1);
    }
  });

  test("crosses out what failed its check, and shows no speed of it", async ({
    page,
    statesUrl,
  }) => {
    await show(page, statesUrl, "done-failed-kernel");
    await expect(panel(page, "reading").locator("path.failed")).toHaveCount(1);
    await expect(panel(page, "reading")).toContainText("check failed, not shown");
    expect(await cells(page, "reading", "lit")).toBe(0);
    await expect(panel(page, "writing").locator("path.failed")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save image" })).toHaveCount(0);
  });

  test("outlines what a partial run left, and says when it ended", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "partial");
    await expect(card(page)).toContainText("PARTIAL");
    await expect(panel(page, "reading")).toContainText("not measured (cancelled at 9 s)");
    expect(await cells(page, "writing", "lit")).toBe(9);
  });

  test("is not drawn of a processor: no R, no card, no image", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-software");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Your browser is using the processor.",
    );
    await expect(card(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: /image/ })).toHaveCount(0);
    await expect(page.locator("wall-act")).not.toContainText("times");
    await expect(page.locator("wall-act")).toContainText("To measure your GPU: Turn on hardware");
    await expect(page.locator("wall-chips .labels")).not.toContainText("reading");
  });

  test("becomes an image of 2400 by 1260 with headline and serif", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save image" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("the-decode-wall-fixture.png");
    const path = "test-results/screenshots/card-image.png";
    await download.saveAs(path);
    expect(await imageFacts(page, path)).toEqual({ width: 2400, height: 1260, hasAccents: true });
  });

  test("can be copied", async ({ page, statesUrl }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await show(page, statesUrl, "done");
    await page.getByRole("button", { name: "Copy image" }).click();
    await expect(page.getByText("Image copied.")).toBeVisible();
    const types = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return item?.types;
    });
    expect(types).toEqual(["image/png"]);
  });

  test("says so where a page may not copy images", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error("denied"));
    });
    await page.getByRole("button", { name: "Copy image" }).click();
    await expect(page.getByText(/does not let a page copy images/)).toBeVisible();
  });
});

/** Size of a PNG on disk, and whether both accents are in it. */
const imageFacts = async (page: Page, path: string) => {
  const { readFileSync } = await import("node:fs");
  const source = `data:image/png;base64,${readFileSync(path).toString("base64")}`;
  return page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 4 * 7)
      found.add([data[at], data[at + 1], data[at + 2]].join());
    return {
      width: image.width,
      height: image.height,
      hasAccents: found.has("0,90,156") && found.has("194,78,0"),
    };
  }, source);
};

test.describe("a chart", () => {
  const chart = (page: Page): Locator => page.locator("wall-chips .plot");
  const readout = (page: Page): Locator => page.locator("wall-chips .readout");

  test("is walked from point to point by keyboard", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await chart(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(readout(page)).toContainText(/FLOP\/s at [\d.]+ FLOP\/byte \(.+ to .+\)/);
    const first = await readout(page).textContent();
    await page.keyboard.press("ArrowRight");
    await expect(readout(page)).not.toHaveText(first ?? "");
    await page.keyboard.press("End");
    await expect(readout(page)).toContainText("reading 512 tokens");
    await page.keyboard.press("Home");
    await expect(readout(page)).toHaveText(first ?? "");
    await page.keyboard.press("Escape");
    await expect(readout(page)).toContainText("Point at the chart");
  });

  test("without points is walked from corner to corner", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "idle");
    await chart(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(readout(page)).toContainText(/^Groq LPU v1: .+, corner at 2\.\d+ FLOP\/byte$/);
    await page.keyboard.press("End");
    await expect(readout(page)).toContainText(/^H100: .+, corner at 295 FLOP\/byte$/);
  });

  test("tells the values under the pointer", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await chart(page).scrollIntoViewIfNeeded();
    const box = await chart(page).boundingBox();
    if (!box) throw new Error("the chart has no box");
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.2);
    await expect(readout(page)).toContainText(/FLOP\/s at [\d.]+ FLOP\/byte$/);
  });

  test("has every point and ceiling in its table", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await page.locator("wall-chips chart-frame summary").click();
    const rows = page.locator("wall-chips chart-frame tbody tr");
    const { kernels, decode, prefill } = fixtures.discrete;
    const points = kernels.filter(
      ({ operation, residency }) => operation !== "other" && residency === "memory",
    ).length;
    const own = 2;
    const others = 4;
    await expect(rows).toHaveCount(points + decode.length + prefill.length + own + others);
  });

  test("never shows a kernel that failed", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done-failed-kernel");
    await page.locator("wall-chips chart-frame summary").click();
    const table = page.locator("wall-chips chart-frame table");
    await expect(table).toContainText("writing for 1 user");
    await expect(table).not.toContainText("reading 512 tokens");
    await expect(page.locator("wall-chips .labels")).not.toContainText("reading");
  });

  test("has a label for every chip that it draws", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    for (const name of ["B200", "H100", "Groq LPU v1", "M4 Max", "memory", "f32 units"])
      await expect(page.locator("wall-chips .labels")).toContainText(name);
  });

  test("is built up in steps, and takes up what is chosen", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const labels = page.locator("wall-chips .labels");
    await page.getByRole("button", { name: "1 Memory" }).click();
    await expect(labels).toHaveText(/memory/);
    await expect(labels).not.toContainText("f32 units");
    await page.getByRole("button", { name: "2 Arithmetic" }).click();
    await expect(labels).toContainText("f32 units");
    await expect(labels).not.toContainText("writing");
    await page.locator("summary", { hasText: "Choose other chips" }).click();
    await page.getByRole("checkbox", { name: "NVIDIA A100 80GB SXM" }).check();
    await expect(labels).toContainText("A100");
  });

  test("has the source of each ceiling one tap away, by https", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    await page.getByText("Where these ceilings come from").click();
    const links = page.locator("wall-chips li a");
    await expect(links.first()).toBeVisible();
    for (const link of await links.all())
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
  });

  test("is saved as PNG and SVG with title and origin", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const frame = page.locator("wall-chips chart-frame");
    const [svg] = await Promise.all([
      page.waitForEvent("download"),
      frame.getByRole("button", { name: "Save SVG" }).click(),
    ]);
    const path = "test-results/screenshots/roofline.svg";
    await svg.saveAs(path);
    const { readFileSync } = await import("node:fs");
    const source = readFileSync(path, "utf8");
    expect(source).toContain("What limits each kernel");
    expect(source).toContain("Fixture · Fixture 1 · 2026-11-23");
    expect(source).not.toMatch(/var\(|<!--|<script|href/);
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      frame.getByRole("button", { name: "Save PNG" }).click(),
    ]);
    expect(png.suggestedFilename()).toBe("what-limits-each-kernel.png");
    await png.saveAs("test-results/screenshots/roofline.png");
  });

  test("fits its box after every change of width", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    for (const width of [1440, 360, 800]) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      const [plot, host] = await Promise.all([
        page.locator("wall-chips .uplot").boundingBox(),
        chart(page).boundingBox(),
      ]);
      expect(plot?.width).toBeCloseTo(host?.width ?? 0, 0);
    }
  });
});

test.describe("a visitor", () => {
  /** Names of what the Tab key meets, in order. */
  const tabStops = async (page: Page, count: number): Promise<readonly string[]> => {
    const found: string[] = [];
    for (let stop = 0; stop < count; stop += 1) {
      await page.keyboard.press("Tab");
      found.push(
        await page.evaluate(() => {
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return (active?.getAttribute("aria-label") ?? active?.textContent ?? "").trim();
        }),
      );
    }
    return found;
  };

  test("starts a run by keyboard alone", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "idle");
    await page.evaluate(() => {
      document.addEventListener("wall-start", ({ detail }) => (document.title = detail.suite));
    });
    expect(await tabStops(page, 1)).toEqual(["Measure this GPU"]);
    await page.keyboard.press("Enter");
    await expect(page).toHaveTitle("quick");
  });

  test("may name a device that the browser does not tell", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "idle");
    await page.getByText("Not your GPU?").click();
    await page.getByLabel("Name of your GPU").fill("Laptop 4050");
    await page.getByLabel("Its memory in GB").fill("6");
    await page.keyboard.press("Tab");
    await page.evaluate((result) => {
      const scroll = document.querySelector("wall-scroll");
      if (scroll) scroll.run = { status: "done", result };
    }, fixtures.discrete);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      /^This Laptop 4050 would read a prompt 56 times faster/,
    );
  });

  test("stops a run by keyboard alone", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "running-writing");
    await page.evaluate(() => {
      document.addEventListener("wall-cancel", () => (document.title = "cancelled"));
    });
    expect(await tabStops(page, 2)).toEqual(["tokens", "Stop and keep what is finished"]);
    await page.keyboard.press("Space");
    await expect(page).toHaveTitle("cancelled");
  });

  test("meets everything that can be done, in the order seen", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const stops = await tabStops(page, 140); // sections are fetched as the focus comes near
    const order = [
      "token",
      "Save image",
      "Measure again",
      "8-bit",
      "1 Memory",
      "Choose other chips",
      "Every measurement, with its proof",
      "Save JSON",
    ];
    const places = order.map((name) => stops.indexOf(name));
    expect(
      places.every((place) => place >= 0),
      stops.join(", "),
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(stops.some((name) => name.startsWith("What limits each kernel."))).toBe(true);
  });

  test("has a word explained where it stands", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const word = page.getByRole("button", { name: "token", exact: true });
    await expect(word).toHaveAttribute("aria-expanded", "false");
    await word.click();
    await expect(page.getByText("about 3/4 of a word")).toBeVisible();
    await word.click();
    await expect(page.getByText("about 3/4 of a word")).toBeHidden();
  });

  test("finds every target large enough for a finger", async ({ page, statesUrl }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await show(page, statesUrl, "done");
    await page.locator("summary", { hasText: "Choose other chips" }).click();
    for (const target of await page
      .locator("button:visible, summary:visible, label:visible")
      .all()) {
      const box = await target.boundingBox();
      const isTerm = await target.evaluate((element) => element.matches("[aria-expanded]"));
      if (isTerm) continue; // a word within a line, which takes the line's height
      expect(box?.height, (await target.textContent()) ?? "").toBeGreaterThanOrEqual(44);
    }
  });

  test("who wants less motion sees none", async ({ page, statesUrl }) => {
    const moving = (): Promise<readonly string[]> =>
      page.evaluate(() =>
        [...(document.querySelector("wall-scroll")?.shadowRoot?.querySelectorAll("*") ?? [])]
          .flatMap((element) => [...(element.shadowRoot?.querySelectorAll("button") ?? [])])
          .map((element) => getComputedStyle(element).transitionDuration)
          .filter((duration) => Number.parseFloat(duration) > 0),
      );
    await show(page, statesUrl, "done");
    expect(await moving()).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await moving()).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test("prints words and pictures without buttons, in ink on white", async ({
    page,
    statesUrl,
  }) => {
    await page.emulateMedia({ media: "print" });
    await show(page, statesUrl, "done");
    await setTheme(page, "dark");
    await expect(page.getByRole("button", { name: "Save image" })).toBeHidden();
    await expect(card(page).locator("svg")).toBeVisible();
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
  });

  test("keeps the answer in sight below the card", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "done");
    const reminder = page.getByText("56× faster at reading than at writing");
    await expect(reminder).toBeHidden();
    await page.locator("wall-belief").scrollIntoViewIfNeeded();
    await expect(reminder).toBeVisible();
  });

  test("without WebGPU is told what else can be done here", async ({ page, statesUrl }) => {
    await show(page, statesUrl, "no-webgpu");
    await expect(page.getByRole("alert")).toContainText("This browser has no WebGPU");
    await page.getByRole("link", { name: "open or drop one." }).click();
    await expect(page.getByRole("heading", { name: "Take it with you" })).toBeInViewport();
  });

  test("sees the picture stay in place while the run goes on", async ({ page, statesUrl }) => {
    const tops: number[] = [];
    for (const state of ["running-early", "running-writing", "running-both"] as const) {
      await show(page, statesUrl, state);
      tops.push((await card(page).boundingBox())?.y ?? Number.NaN);
    }
    expect(new Set(tops).size, tops.join(", ")).toBe(1);
  });
});
