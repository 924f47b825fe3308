import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { raceModes, type RaceSchedule } from "../../src/projection/race.ts";
import { raceLaneView } from "../../src/ui/raceLaneView.ts";
import { entrantsOf, raceScene, type RaceChoice } from "../../src/ui/raceScene.ts";
import { fixtures } from "../fixtures/results.ts";
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
  "section[aria-labelledby=race] wall-later",
  "wall-race",
];
const race = (page: Page): Locator => page.locator("wall-race");
const lane = (page: Page, number: number): Locator => page.locator("race-lane").nth(number - 1);
const line = (page: Page, number: number): Locator => lane(page, number).locator(".line");
const button = (page: Page, name: string): Locator => race(page).getByRole("button", { name });

const open = async (page: Page, url: string, state: StateName): Promise<void> => {
  await show(page, url, state);
  await page.locator("#race").scrollIntoViewIfNeeded();
  await expect(lane(page, 3)).toBeVisible();
  await settle(page);
};

/** Time stands still but for `runFor`, frames included. */
const openAtTestClock = async (page: Page, url: string): Promise<void> => {
  await open(page, url, "done"); // at its own pace: loading waits for real frames
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(3_600_000);
};

const reference = readReferenceFiles();
const [chat] = raceModes;
/** The race that the page begins with after the fixture's run. */
const firstScene = () => {
  const model = reference.models.find(({ id }) => id === "llama-3.1-8b");
  if (!model || !chat) throw new Error("the reference has Llama 3.1 8B");
  const choice: RaceChoice = {
    mode: chat,
    prefixCache: true,
    model,
    weights: "f16",
    lanes: ["", "", ""],
    typed: [],
  };
  return raceScene(entrantsOf(reference, fixtures.discrete, choice), choice);
};
const scheduleOf = (number: number): RaceSchedule => {
  const schedule = firstScene().lanes[number - 1]?.schedule;
  if (!schedule) throw new Error(`lane ${number} races`);
  return schedule;
};
const coreLine = (number: number, seconds: number): string =>
  chat ? raceLaneView(scheduleOf(number), chat, seconds, 1).line : "";
/** A lane is drawn as it was at the last frame, of which a test clock has one in 16 ms. */
const linesOfFrame = (number: number, seconds: number): readonly string[] =>
  Array.from({ length: 17 }, (_, milliseconds) => coreLine(number, seconds - milliseconds / 1000));

test("the race keeps its layout, and axe finds nothing", async ({ page, statesUrl }) => {
  await open(page, statesUrl, "done");
  await race(page).getByLabel("Lane 2").selectOption("Rates that you type");
  await button(page, "Agent").click();
  await button(page, "To the end").click();
  await race(page).getByText("Where these rates come from").click();
  await page.emulateMedia({ reducedMotion: "reduce" }); // colours halfway to a theme fail
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of layoutThemes) {
      await setTheme(page, theme);
      await settle(page);
      const picture = `test-results/screenshots/race-${size.width}-${theme}.png`;
      await race(page).screenshot({ path: picture });
      expect(await page.evaluate(layoutFaults), `${size.width}, ${theme}`).toEqual([]);
    }
  }
  const axe = (): AxeBuilder => new AxeBuilder({ page }).include({ fromShadowDom: path });
  expect((await axe().withRules(["color-contrast"]).analyze()).violations).toEqual([]);
  await setTheme(page, "light");
  expect((await axe().analyze()).violations).toEqual([]);
});

test.describe("under a test clock", () => {
  test("every lane is where its schedule says, and ends when it says", async ({
    page,
    statesUrl,
  }) => {
    await openAtTestClock(page, statesUrl);
    for (const number of [1, 2, 3]) await expect(line(page, number)).toHaveText("ready");
    await button(page, "Start the race").focus();
    await page.keyboard.press("Enter");
    for (const seconds of [1, 2]) {
      await page.clock.runFor(1000);
      for (const number of [1, 2, 3])
        expect(linesOfFrame(number, seconds)).toContain(await line(page, number).textContent());
    }
    await expect(line(page, 3)).toHaveText(coreLine(3, 2)); // the bound is there already
    await expect(lane(page, 3).locator(".flag")).toBeVisible();
    await expect(lane(page, 3).locator("pre")).toHaveCount(0);
    await expect(lane(page, 1).locator("pre")).not.toBeEmpty();
    await page.clock.runFor(4000);
    for (const number of [1, 2, 3])
      await expect(line(page, number)).toHaveText(coreLine(number, firstScene().longest));
    await expect(race(page).getByRole("status")).toContainText("H100 SXM finished after 1.16 s");
    await button(page, "Back to the start").click();
    await expect(line(page, 1)).toHaveText("ready");
  });

  test("it pauses, and goes on where it was", async ({ page, statesUrl }) => {
    await openAtTestClock(page, statesUrl);
    await button(page, "Start the race").click();
    await page.clock.runFor(2000);
    await button(page, "Pause").click();
    const before = await line(page, 1).textContent();
    await page.clock.runFor(10_000);
    expect(await line(page, 1).textContent()).toBe(before);
    await button(page, "Go on").click();
    await page.clock.runFor(500);
    expect(await line(page, 1).textContent()).not.toBe(before);
    expect(await line(page, 1).textContent()).toContain("tokens written");
  });

  test("no time passes in a hidden tab", async ({ page, statesUrl }) => {
    const setHidden = (hidden: boolean): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await openAtTestClock(page, statesUrl);
    await button(page, "Start the race").click();
    await page.clock.runFor(2000);
    const before = await line(page, 1).textContent();
    await setHidden(true);
    await page.clock.runFor(10_000);
    expect(await line(page, 1).textContent()).toBe(before);
    await setHidden(false);
    await page.clock.runFor(500);
    expect(await line(page, 1).textContent()).toContain("tokens written");
    expect(await line(page, 1).textContent()).not.toBe(before);
  });
});

test("with reduced motion the result stands still, with its times", async ({ page, statesUrl }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, statesUrl, "done");
  for (const number of [1, 2, 3])
    await expect(line(page, number)).toHaveText(coreLine(number, firstScene().longest));
  await expect(button(page, "Start the race")).toHaveCount(0);
  await expect(race(page)).toContainText("Your system asks for little motion");
});

test("typed rates run as typed, and none is no lane", async ({ page, statesUrl }) => {
  await open(page, statesUrl, "idle");
  await race(page).getByLabel("Lane 1").selectOption("Rates that you type");
  await race(page).getByLabel("Reads, tokens/s").fill("256");
  await race(page).getByLabel("Writes, tokens/s").fill("64");
  await page.keyboard.press("Tab");
  await button(page, "To the end").click();
  await expect(line(page, 1)).toHaveText("finished after 6 s: 2 s of it reading, 4 s writing");
  await race(page).getByLabel("Reads, tokens/s").fill("");
  await page.keyboard.press("Tab");
  await button(page, "To the end").click();
  await expect(line(page, 1)).toContainText("how fast it reads is not known");
  await race(page).getByLabel("Writes, tokens/s").fill("");
  await page.keyboard.press("Tab");
  await expect(race(page)).toContainText("No such lane for this model.");
  await expect(page.locator("race-lane")).toHaveCount(2);
});

test("a task can be typed over, and read again without a prefix cache", async ({
  page,
  statesUrl,
}) => {
  await open(page, statesUrl, "done");
  const end = async (): Promise<number> => {
    await button(page, "To the end").click();
    return Number(/after ([\d.]+) s/.exec((await line(page, 1).textContent()) ?? "")?.[1]);
  };
  await button(page, "Agent").click();
  const kept = await end();
  await race(page).getByRole("checkbox", { name: "prefix cache" }).uncheck();
  expect(await end()).toBeGreaterThan(kept);
  await button(page, "Chat").click();
  await race(page).getByLabel("Tokens to write").fill("64");
  await page.keyboard.press("Tab");
  await button(page, "Start the race").click();
  await expect(line(page, 1)).toContainText(/of 64 tokens written|finished/);
  await race(page).getByLabel("Tokens to write").fill("0");
  await page.keyboard.press("Tab");
  await expect(race(page).getByLabel("Tokens to write")).toHaveValue("64");
});

test("the race waits while a run goes on", async ({ page, statesUrl }) => {
  await open(page, statesUrl, "running-both");
  await expect(button(page, "Start the race")).toBeDisabled();
  await expect(race(page)).toContainText("would disturb that");
});

test("what a file claims races as claimed", async ({ page, statesUrl }) => {
  await open(page, statesUrl, "opened");
  await expect(race(page).getByLabel("Lane 1")).toContainText("AS CLAIMED: Fixture");
  await expect(lane(page, 1)).not.toContainText("measured here");
});

test("a recording races under its name, and sources lead to where they are", async ({
  page,
  statesUrl,
}) => {
  await open(page, statesUrl, "idle-recording");
  await expect(race(page).getByLabel("Lane 1")).toContainText("RECORDED: Fixture");
  await expect(lane(page, 1)).toContainText("measured elsewhere");
  await race(page).getByText("Where these rates come from").click();
  await expect(race(page).locator("li")).toHaveCount(2);
  for (const link of await race(page).getByRole("link").all())
    expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
});
