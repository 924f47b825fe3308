import { fakeWorker, type FakeBenchmark } from "./fakeWorker.ts";
import { openWall, settled, startButton } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

/** Its result's suite is what the run was asked for. */
const echo: FakeBenchmark = {
  run: (fixture, options) => ({
    status: "done",
    result: { ...fixture, suite: { ...fixture.suite, options } },
  }),
};
const asked = (options: object) => ({ status: "resolved", result: { suite: { options } } });

test.describe("the address", () => {
  test("starts a run with the command's options", async ({ page, pageUrl }) => {
    await fakeWorker(page, echo);
    await openWall(
      page,
      pageUrl,
      "?autorun=smoke&model=tiny&memory=1GB&timeout=90s&adapter=software",
    );
    expect(await settled(page)).toMatchObject(
      asked({
        suite: "smoke",
        models: ["tiny"],
        memoryBytes: 1e9,
        timeoutSeconds: 90,
        adapter: "software",
      }),
    );
  });

  test("tells the button what to measure", async ({ page, pageUrl }) => {
    await fakeWorker(page, echo);
    await openWall(page, pageUrl, "?suite=smoke&kernel=gemv-f16");
    await startButton(page).click();
    expect(await settled(page)).toMatchObject(asked({ suite: "smoke", kernels: ["gemv-f16"] }));
  });

  test("is refused with what would be right", async ({ page, pageUrl }) => {
    await fakeWorker(page);
    await openWall(page, pageUrl, "?autorun=smoke&memory=lots");
    const message = `memory: "lots" is not a size; give a size with its unit, as 8GB or 512MB`;
    expect(await settled(page)).toEqual({
      status: "rejected",
      failure: { code: "bad-options", message },
    });
    await expect(page.getByRole("alert")).toContainText("An option is wrong");
    await expect(page.getByText(message)).toBeVisible();
  });

  test("starts the full suite in an automated browser only", async ({ page, pageUrl }) => {
    await fakeWorker(page, echo);
    await openWall(page, pageUrl, "?autorun=full");
    expect(await settled(page)).toMatchObject(asked({ suite: "full" }));

    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false });
    });
    await openWall(page, pageUrl, "?autorun=full");
    expect(await settled(page)).toMatchObject({ failure: { code: "needs-click" } });
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible();
    expect(await settled(page)).toMatchObject(asked({ suite: "full" }));
  });

  test("starts nothing inside another page, where no GPU is asked for", async ({
    page,
    pageUrl,
  }) => {
    await page.addInitScript(() => {
      const asking = (): Promise<null> => {
        throw new Error("an adapter was asked for");
      };
      GPU.prototype.requestAdapter = asking;
    });
    await page.route("**/framing.html", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>Framing</title><iframe src="./?autorun=smoke"></iframe>`,
      }),
    );
    await page.goto(`${pageUrl}framing.html`);
    const frame = page.frames()[1];
    if (!frame) throw new Error("there is no frame");
    await frame.waitForFunction(() => window.decodeWall !== undefined);
    const failure = await frame.evaluate(() =>
      window.decodeWall?.done.catch((reason: unknown) => reason),
    );
    expect(failure).toMatchObject({ code: "framed" });
    const capabilities = await frame.evaluate(() => window.decodeWall?.capabilities());
    expect(capabilities).toMatchObject({ status: "unavailable", failure: { code: "framed" } });
    expect(page.workers()).toEqual([]);
    await expect(page.frameLocator("iframe").getByRole("alert")).toContainText(
      "Not inside another page",
    );
  });
});
