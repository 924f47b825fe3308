import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { build } from "vite";
import { buildIfStale } from "../../bench/buildIfStale.mjs";
import { serve } from "../../bench/serve.ts";
import { openWall, settled } from "../page/openWall.ts";
import { buildStates } from "../page/states/buildStates.ts";
import { settle, show } from "../page/states/statesFixture.ts";
import { indexedPng } from "./indexedPng.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const mostBytes = 200_000;

const keep = async (page: Page, path: string, png: Buffer): Promise<void> => {
  const blank = await page.context().newPage(); // no page's policy stands in the way
  const picture = await indexedPng(blank, png);
  expect(picture.length, `${path} in bytes`).toBeLessThanOrEqual(mostBytes);
  writeFileSync(`${root}${path}`, picture);
};

test.beforeAll(async () => {
  const built = await buildIfStale(root, (text) => process.stderr.write(`${text}\n`));
  if (built.status === "failed") throw new Error(built.message);
  mkdirSync(`${root}docs/pictures`, { recursive: true });
});

test("the social card: the question and the empty squares", async ({ page }) => {
  const folder = `${root}test-results/social-card`;
  await build({
    root,
    configFile: false,
    base: "./",
    logLevel: "error",
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      rolldownOptions: { input: `${root}tests/pictures/socialCard.html` },
    },
  });
  const server = await serve(folder);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto(`${server.url}tests/pictures/socialCard.html`);
  await page.waitForSelector("body[data-drawn]", { state: "attached" });
  await keep(page, "public/social-card.png", await page.locator("body > svg").screenshot());
  await server.close();
});

test("the card, from a fixture", async ({ page }) => {
  const server = await serve(await buildStates());
  await show(page, `${server.url}states.html`, "done");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save image" }).click(),
  ]);
  await keep(page, "docs/pictures/card.png", readFileSync(await download.path()));
  await server.close();
});

test("the page after smoke on the software adapter", async ({ page }) => {
  const server = await serve(`${root}dist/page`);
  await page.setViewportSize({ width: 1280, height: 2000 });
  await openWall(page, server.url, "?autorun=smoke");
  expect((await settled(page)).status).toBe("resolved");
  await settle(page);
  await keep(page, "docs/pictures/page.png", await page.screenshot());
  await server.close();
});
