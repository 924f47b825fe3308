import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { fakeWorker, type FakeBenchmark } from "./fakeWorker.ts";
import { layoutShifts, verticalMoves, watchLayoutShifts } from "./layoutShifts.ts";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

const mostScriptBytes = 120_000;
const mostReferenceBytes = 12_000;
/** Up to here web.dev's Core Web Vitals call a page stable. */
const mostShift = 0.1;

/** Every answer that the page gets from now on, its worker's included. */
const answersOf = (page: Page): readonly Response[] => {
  const answers: Response[] = [];
  page.context().on("response", (response) => answers.push(response));
  return answers;
};

/** Scripts that a visitor's browser has fetched once the page says which GPU it would measure. */
const firstScripts = async (page: Page, pageUrl: string): Promise<ReadonlyMap<string, string>> => {
  const answers = answersOf(page);
  await openWall(page, pageUrl);
  await page.evaluate(() => window.decodeWall?.capabilities());
  await page.waitForLoadState("networkidle");
  const scripts = answers.filter((answer) => new URL(answer.url()).pathname.endsWith(".js"));
  return new Map(
    await Promise.all(scripts.map(async (script) => [script.url(), await script.text()] as const)),
  );
};

const compressed = (text: string): number => gzipSync(text).length;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Texts of the full reference data, long enough to be nobody else's. */
const referenceTexts = (): readonly string[] => {
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string" && value.length >= 20) texts.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  for (const name of ["accelerators", "models"]) {
    const path = new URL(`../../src/reference/data/${name}.json`, import.meta.url);
    visit(JSON.parse(readFileSync(path, "utf8")));
  }
  return [...texts];
};

test.describe("before any click", () => {
  test("the page fetches at most 120 KB of compressed JavaScript", async ({ page, pageUrl }) => {
    const scripts = await firstScripts(page, pageUrl);
    const names = [...scripts.keys()].map((url) => url.replace(/.*\//, ""));
    expect(names.filter((name) => /^(index|worker)-/.test(name))).toHaveLength(2);
    const sizes = [...scripts.values()].map(compressed);
    const told = names.map((name, index) => `${name} ${sizes[index]}`).join(", ");
    test.info().annotations.push({ type: "bytes", description: `${sum(sizes)}: ${told}` });
    expect(sum(sizes), told).toBeLessThanOrEqual(mostScriptBytes);
  });

  test("no shader is among it: they come with the first run", async ({ page, pageUrl }) => {
    const isShader = (text: string): boolean => text.includes("@compute");
    const scripts = await firstScripts(page, pageUrl);
    expect([...scripts].filter(([, text]) => isShader(text)).map(([url]) => url)).toEqual([]);
    const assets = new URL("../../dist/page/assets/", import.meta.url);
    const built = readdirSync(assets).filter((name) => name.endsWith(".js"));
    expect(built.some((name) => isShader(readFileSync(new URL(name, assets), "utf8")))).toBe(true);
  });

  test("at most 12 KB of it is reference data", async ({ page, pageUrl }) => {
    const scripts = [...(await firstScripts(page, pageUrl)).values()].join("\n");
    const all = referenceTexts();
    const fetched = all.filter((text) => scripts.includes(JSON.stringify(text).slice(1, -1)));
    expect(fetched.length).toBeGreaterThan(20);
    expect(compressed(fetched.join("\n"))).toBeLessThanOrEqual(mostReferenceBytes);
    expect(compressed(all.join("\n"))).toBeGreaterThan(mostReferenceBytes);
  });

  test("nothing is asked of another origin", async ({ page, pageUrl }) => {
    const answers = answersOf(page);
    await openWall(page, pageUrl);
    await page.waitForLoadState("networkidle");
    const { origin } = new URL(pageUrl);
    expect(answers.length).toBeGreaterThan(4);
    expect(answers.map((answer) => new URL(answer.url()).origin)).toEqual(
      answers.map(() => origin),
    );
  });
});

test.describe("what draws charts", () => {
  const plotting = "**/assets/plot-*.js";
  const chart = (page: Page) => page.locator("wall-chips wall-chart");

  test("is fetched when one comes near", async ({ page, pageUrl }) => {
    const answers = answersOf(page);
    const isFetched = (): boolean =>
      answers.some((answer) => /\/plot-[^/]*\.js$/.test(answer.url()));
    await openWall(page, pageUrl);
    await page.waitForLoadState("networkidle");
    await expect(chart(page).locator("canvas")).toHaveCount(0);
    expect(isFetched()).toBe(false);
    await chart(page).scrollIntoViewIfNeeded();
    await expect(chart(page).locator("canvas")).toBeVisible();
    expect(isFetched()).toBe(true);
  });

  test("is not missed where it cannot be fetched: the values are told", async ({
    page,
    pageUrl,
  }) => {
    await page.route(plotting, (route) => route.abort());
    await openWall(page, pageUrl);
    await chart(page).scrollIntoViewIfNeeded();
    await expect(chart(page)).toContainText("its values are in the table below");
    await chart(page).getByText("Show as a table").click();
    await expect(chart(page).getByRole("table")).toContainText("H100");
    await expect(chart(page).locator("canvas")).toHaveCount(0);
  });

  test("is fetched with a run, as a print shows what was never near", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(chart(page).locator("canvas")).toHaveCount(1);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test("the kernels are fetched with the first run, and their absence is told", async ({
  page,
  pageUrl,
}) => {
  const kernels = "**/assets/run-*.js";
  const before = await firstScripts(page, pageUrl);
  expect([...before.keys()].filter((url) => url.includes("/run-"))).toEqual([]);
  await page.route(kernels, (route) => route.fulfill({ status: 404 }));
  await startButton(page).click();
  expect(await settled(page)).toMatchObject({ failure: { code: "worker-failed" } });
  await expect(page.getByRole("alert")).toContainText("The measuring thread failed");
});

/** A run whose events come later than what a click excuses. */
const paced: FakeBenchmark = {
  run: async (fixture, _options, tell) => {
    const pause = (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
      });
    await pause(700);
    await tell({ kind: "started", environment: fixture.environment });
    await pause(100);
    const words = [
      ["streaming reads", "no kernel can fetch faster than the fastest of these"],
      [
        "writing a token through every layer of a model",
        "this is what a reader waits for: all weights fetched for each token",
      ],
      ["a matrix product in f16", "reading a prompt is made of these"],
    ];
    const rows = [
      ...fixture.kernels.map((row) => ({ kind: "kernel", row })),
      { kind: "ceilings", ceilings: fixture.ceilings },
      ...fixture.decode.map((row) => ({ kind: "decode", row })),
      ...fixture.prefill.map((row) => ({ kind: "prefill", row })),
    ];
    for (const [index, row] of rows.entries()) {
      const [now, because] = words[index % words.length] ?? [];
      const fraction = index / rows.length;
      await tell({ kind: "progress", now, because, fraction, secondsLeft: 30 * (1 - fraction) });
      await tell(row);
      await pause(40);
    }
    await new Promise((resolve) => {
      self.addEventListener("cancel", resolve, { once: true });
    });
    return { status: "done", result: fixture };
  },
  cancel: () => self.dispatchEvent(new Event("cancel")),
};

/** Takes a line more than what stands there while the browser is asked. */
const longName: FakeBenchmark = {
  capabilities: async (fixture) => {
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    return {
      status: "ready",
      thread: "worker",
      adapterKind: "hardware",
      environment: { ...fixture.environment, label: "Fixture Graphics Accelerator 9999" },
    };
  },
};

for (const size of [
  { width: 360, height: 740 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${size.width} by ${size.height}`, () => {
    test.use({ viewport: size });

    test("nothing moves while the page loads", async ({ page, pageUrl }) => {
      await watchLayoutShifts(page);
      await fakeWorker(page, longName);
      await openWall(page, pageUrl);
      await expect(page.getByText("This browser offers Fixture Graphics")).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(await layoutShifts(page)).toEqual({ sum: 0, moves: [] });
    });

    test("only the sentence's own lines move during a run", async ({ page, pageUrl }) => {
      await watchLayoutShifts(page);
      await fakeWorker(page, paced);
      await openWall(page, pageUrl);
      await startButton(page).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("times faster");
      const shifts = await layoutShifts(page);
      const sentence = await page.locator("wall-act .say").boundingBox();
      if (!sentence) throw new Error("the sentence has no box");
      expect(verticalMoves(shifts, sentence)).toEqual([]);
      expect(shifts.sum).toBeLessThan(mostShift);
    });
  });
}

test("what moves is seen to", async ({ page, pageUrl }) => {
  await watchLayoutShifts(page);
  await fakeWorker(page);
  await openWall(page, pageUrl);
  await expect(startButton(page)).toBeVisible();
  await page.evaluate(() => {
    const box = document.createElement("p");
    box.textContent = "above everything";
    document.body.prepend(box);
  });
  await expect.poll(async () => (await layoutShifts(page)).sum).toBeGreaterThan(0);
  expect(verticalMoves(await layoutShifts(page))).not.toEqual([]);
});
