import type { Page } from "@playwright/test";
import type { PageSampler } from "../../src/app/pageSampler.ts";
import type { SamplesTaken } from "../../src/domain/sampler.ts";
import { openWall } from "./openWall.ts";
import { expect, test } from "./pageFixture.ts";

interface Sampled {
  readonly opened: PageSampler["opened"];
  readonly taken: readonly SamplesTaken[];
  readonly closed: SamplesTaken;
  readonly meanwhile: unknown;
}

/** Opens a sampler, takes of it twice, asks for a run meanwhile, and closes it. */
const sampleTwice = (page: Page, metrics: readonly string[]): Promise<Sampled> =>
  page.evaluate(async (names) => {
    const wall = window.decodeWall!;
    const sampler = await wall.sampler({ suite: "smoke", metrics: names });
    const taken = [await sampler.take(), await sampler.take()];
    const meanwhile = await wall.run({ suite: "smoke" }).catch((failure: unknown) => failure);
    return { opened: sampler.opened, taken, meanwhile, closed: await sampler.close() };
  }, metrics);

/** Lets the page's kernels be other than they are. */
const withShaders = async (page: Page, change: (script: string) => string): Promise<void> => {
  await page.route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
};

const stored = "parameters.firstRow + row + r] = parameters.scale * sums[r];";

test("samples of kernels and of a model are taken on demand, and no run begins meanwhile", async ({
  page,
  pageUrl,
}) => {
  await openWall(page, pageUrl);
  const { opened, taken, closed, meanwhile } = await sampleTwice(page, ["gemv", "decode"]);
  expect(opened.metrics).toMatchObject([
    { name: "gemv", subject: "gemv-f16", work: 2 * 1024 * 1024 },
    { name: "decode", subject: "tiny f16", work: 1 },
  ]);
  expect(opened.missing).toEqual([]);
  for (const each of taken) {
    expect(each).toMatchObject({
      status: "taken",
      seconds: { gemv: expect.any(Number), decode: expect.any(Number) },
    });
    const { gemv = 0, decode = 0 } = each.status === "taken" ? each.seconds : {};
    expect(gemv).toBeGreaterThan(0);
    expect(decode).toBeGreaterThan(gemv); // its head alone is half as large
  }
  expect(meanwhile).toMatchObject({ code: "already-running" });
  expect(closed).toEqual({ status: "taken", seconds: {} });
});

test("a kernel that is wrong is not sampled", async ({ page, pageUrl }) => {
  let changed = 0;
  await withShaders(page, (script) => {
    if (script.includes(stored)) changed += 1;
    return script.replaceAll(stored, stored.replace("sums[r];", "(sums[r] + 1.0);"));
  });
  await openWall(page, pageUrl);
  const { opened } = await sampleTwice(page, ["gemv", "memory"]);
  expect(changed).toBeGreaterThan(0);
  expect(opened.metrics).toMatchObject([{ name: "memory" }]);
  expect(opened.missing).toMatchObject([{ name: "gemv" }]);
});
