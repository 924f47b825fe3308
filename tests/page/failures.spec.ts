import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { fixtures } from "../fixtures/results.ts";
import { endless, fakeWorker, patchWorker, workerFile, type FakeBenchmark } from "./fakeWorker.ts";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

const builtPage = fileURLToPath(new URL("../../dist/page/", import.meta.url));

const alert = (page: Page): Locator => page.getByRole("alert");
/** What the page says of writing, once that is measured, in whatever sentence. */
const heard = (page: Page): Locator => page.getByText(/memory 90% busy, arithmetic/).first();

test.describe("without a GPU to measure, the page says so and done rejects", () => {
  test("on an address that is not secure", async ({ page, trespasses }) => {
    await page.route("http://wall.test/**", async (route) => {
      const { pathname } = new URL(route.request().url());
      const path = `${builtPage}${pathname === "/" ? "index.html" : pathname.slice(1)}`;
      await route.fulfill({ path, body: await readFile(path) });
    });
    await openWall(page, "http://wall.test/");
    await expect(alert(page)).toContainText("not secure enough for WebGPU");
    expect(await settled(page)).toMatchObject({ failure: { code: "insecure-context" } });
    trespasses.list.length = 0; // an origin of this test's own
  });

  test("in a browser without WebGPU", async ({ page, pageUrl }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, "gpu");
    });
    await patchWorker(page, () => {
      Reflect.deleteProperty(WorkerNavigator.prototype, "gpu");
    });
    await openWall(page, pageUrl);
    await expect(alert(page)).toContainText("This browser has no WebGPU");
    await expect(page.getByText("about 30 s")).toHaveCount(0); // a promise that is not kept here
    expect(await settled(page)).toMatchObject({ failure: { code: "no-webgpu" } });
  });

  test("where no adapter comes", async ({ page, pageUrl }) => {
    await page.addInitScript(() => {
      const userAgent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36";
      Object.defineProperty(Navigator.prototype, "userAgent", { get: () => userAgent });
    });
    await patchWorker(page, () => {
      GPU.prototype.requestAdapter = () => Promise.resolve(null);
    });
    await openWall(page, pageUrl);
    await expect(alert(page)).toContainText("The browser found no GPU it may use");
    await expect(alert(page).locator("code.typed")).toHaveText([
      "--enable-unsafe-webgpu",
      "--enable-features=Vulkan", // Linux's remedy
      "--use-angle=vulkan",
      "--ignore-gpu-blocklist",
    ]);
    expect(await settled(page)).toMatchObject({ failure: { code: "no-adapter" } });
  });

  test("where the worker's file is missing, and again after another try", async ({
    page,
    pageUrl,
  }) => {
    await page.route(workerFile, (route) => route.fulfill({ status: 404 }));
    await openWall(page, pageUrl);
    await expect(alert(page)).toContainText("The measuring thread failed");
    expect(await settled(page)).toMatchObject({ failure: { code: "worker-failed" } });
    await page.unroute(workerFile);
    await fakeWorker(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible();
    expect(await settled(page)).toMatchObject({ status: "resolved" });
  });

  test("where the worker is of another build", async ({ page, pageUrl }) => {
    await fakeWorker(page, { buildId: () => "0000000000000000" });
    await openWall(page, pageUrl);
    await expect(alert(page)).toContainText("The page was updated while it was open");
    await expect(alert(page)).toContainText("Reload the page");
  });
});

test.describe("when the worker falls silent", () => {
  const writingThenSilence: FakeBenchmark = {
    run: async (fixture, _options, tell) => {
      await tell({ kind: "started", environment: fixture.environment });
      await tell({ kind: "ceilings", ceilings: fixture.ceilings });
      for (const row of fixture.kernels) await tell({ kind: "kernel", row });
      for (const row of fixture.decode) await tell({ kind: "decode", row });
      await new Promise(() => undefined);
    },
  };

  test("the page says so after 15 s, keeps what it heard and can start again", async ({
    page,
    pageUrl,
  }) => {
    await page.clock.install();
    await fakeWorker(page, writingThenSilence);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(heard(page)).toBeVisible();
    await page.clock.runFor(13_000);
    await expect(alert(page)).toHaveCount(0);
    await page.clock.runFor(4000);
    await expect(alert(page)).toContainText("The measuring thread stopped answering");
    expect(await settled(page)).toMatchObject({ failure: { code: "worker-silent" } });
    await expect(heard(page)).toBeVisible();
    await page.unroute(workerFile);
    await fakeWorker(page);
    await page.getByRole("button", { name: "Try again" }).click();
    expect(await settled(page)).toMatchObject({ status: "resolved" });
  });

  test("because it was ended, the page says so after 15 s", async ({ page, pageUrl }) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const Original = Worker;
      const started: Worker[] = [];
      Object.assign(window, { started });
      window.Worker = class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          started.push(this);
        }
      };
    });
    await fakeWorker(page, endless);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(heard(page)).toBeVisible();
    await page.evaluate(() => {
      for (const worker of (window as unknown as { started: Worker[] }).started) worker.terminate();
    });
    await page.clock.runFor(17_000);
    expect(await settled(page)).toMatchObject({ failure: { code: "worker-silent" } });
    await expect(alert(page)).toContainText("stopped answering");
  });

  test("heartbeats keep it alive", async ({ page, pageUrl }) => {
    await page.clock.install();
    await fakeWorker(page, endless);
    await openWall(page, pageUrl);
    await startButton(page).click();
    await expect(heard(page)).toBeVisible();
    for (let repetition = 0; repetition < 3; repetition += 1) {
      const beat = page.evaluate(
        () =>
          new Promise((resolve) => {
            window.addEventListener("decode-wall:event", resolve, { once: true });
          }),
      );
      await page.clock.runFor(10_000);
      await beat.catch(() => undefined);
    }
    await expect(page.getByRole("progressbar")).toBeVisible();
  });
});

test("a run that breaks off shows why beside what was finished", async ({ page, pageUrl }) => {
  await fakeWorker(page, {
    result: fixtures.partial,
    run: (fixture) => ({
      status: "partial",
      result: fixture,
      failure: { code: "timer-too-coarse", message: "100 ms" },
    }),
  });
  await openWall(page, pageUrl, "?autorun=smoke");
  await expect(alert(page)).toContainText("This browser's clock is too coarse");
  await expect(page.getByText("PARTIAL").first()).toBeVisible();
  expect(await settled(page)).toMatchObject({ status: "resolved", result: { partial: true } });
});

test("a run that lost the GPU can be taken up within half the memory that it held", async ({
  page,
  pageUrl,
}) => {
  await fakeWorker(page, {
    run: async (fixture, options, tell) => {
      const { memoryBytes } = options as { memoryBytes?: number };
      if (memoryBytes !== undefined)
        return {
          status: "done",
          result: { ...fixture, suite: { ...fixture.suite, options: { memoryBytes } } },
        };
      const step = { now: "a step", because: "it is one", fraction: 0.5, secondsLeft: 9 };
      await tell({ kind: "progress", ...step, bytes: 3e9 });
      return { status: "failed", failure: { code: "device-lost", message: "lost" } };
    },
  });
  await openWall(page, pageUrl);
  await startButton(page).click();
  await expect(alert(page)).toContainText("The GPU was lost");
  await expect(alert(page)).not.toContainText("is kept"); // nothing was finished
  await page.getByRole("button", { name: "Measure within half the memory" }).click();
  await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible();
  const ended = await settled(page);
  expect(ended).toMatchObject({ result: { suite: { options: { memoryBytes: 1.5e9 } } } });
});

test("a rejected done that nobody waits for is no error of the page", async ({ page, pageUrl }) => {
  const rejections: string[] = [];
  page.on("pageerror", (error) => rejections.push(error.message));
  await page.addInitScript(() => {
    addEventListener("unhandledrejection", (event) => {
      throw new Error(`unhandled: ${JSON.stringify(event.reason)}`);
    });
  });
  await fakeWorker(page, {
    run: () => ({ status: "failed", failure: { code: "no-device", message: "none" } }),
  });
  await openWall(page, pageUrl, "?autorun=smoke");
  await expect(alert(page)).toContainText("The GPU refused to start");
  expect(rejections).toEqual([]);
});
