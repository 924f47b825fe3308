import { openWall } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

test.describe("the watch over policy and origin", () => {
  test("sees a violation of the page's policy", async ({ page, pageUrl, trespasses }) => {
    await openWall(page, pageUrl);
    expect(trespasses.list).toEqual([]);
    await page.evaluate(() => {
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.head.append(style);
    });
    await expect.poll(() => trespasses.list.join()).toContain("style-src");
    trespasses.list.length = 0;
  });

  test("sees a request that leaves the origin", async ({ page, trespasses }) => {
    await page.route("https://elsewhere.test/**", (route) => route.fulfill({ body: "" }));
    await page.goto("https://elsewhere.test/");
    expect(trespasses.list.join()).toContain("elsewhere.test");
    trespasses.list.length = 0;
  });

  test("sees nothing where nothing is wrong", async ({ page, pageUrl, trespasses }) => {
    await openWall(page, pageUrl);
    await page.evaluate(() => window.decodeWall?.capabilities());
    expect(trespasses.list).toEqual([]);
  });
});

test("a script of another origin is refused as a worker", async ({ page, pageUrl, trespasses }) => {
  await openWall(page, pageUrl);
  const refused = await page.evaluate(() => {
    try {
      void new Worker("https://elsewhere.test/worker.js");
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
  trespasses.list.length = 0;
});

test("the page starts below a path as well", async ({ page, subPathUrl }) => {
  await openWall(page, subPathUrl);
  const capabilities = await page.evaluate(() => window.decodeWall?.capabilities());
  expect(capabilities).toMatchObject({ status: "ready", thread: "worker" });
});
