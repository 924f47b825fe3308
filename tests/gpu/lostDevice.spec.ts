import type { Result } from "../../src/domain/result.ts";
import { destroyDevices } from "./faults.ts";
import type { EndedRun } from "./harness/runs.ts";
import { expect, test } from "./harness/server.ts";

const options = {
  suite: "smoke" as const,
  kernels: ["gemv-f16", "gemv-int8", "dispatch"],
};
/** Any fault ends a run within this. */
const settledWithinSeconds = 20;

const rowsOf = ({ kernels }: Result): readonly string[] => kernels.map(({ id }) => id);

const expectKept = ({ outcome, leaked }: EndedRun): Result => {
  expect(leaked, "buffers are released").toEqual([]);
  if (outcome.status === "failed") throw new Error(JSON.stringify(outcome.failure));
  const { result } = outcome;
  expect(result.warnings.map(({ code }) => code)).toContain("device-lost");
  for (const { verification } of result.kernels) expect(verification.status).toBe("passed");
  return result;
};

test("a run survives the crash of the GPU process, once", async ({ harness, context }) => {
  const browser = context.browser()!;
  const devtools = await browser.newBrowserCDPSession();
  const crash = async (): Promise<void> => {
    await devtools.send("Browser.crashGpuProcess").catch(() => undefined);
  };

  await test.step("it goes on with a new device", async () => {
    await harness.evaluate((all) => window.harness.beginRun(all), options);
    await harness.evaluate(() => window.harness.hear("kernel"));
    const crashedAt = Date.now();
    await crash();
    const ended = await harness.evaluate(() => window.harness.endOfRun());
    expect((Date.now() - crashedAt) / 1000).toBeLessThan(settledWithinSeconds);
    expect(ended.outcome.status).toBe("done");
    expect(rowsOf(expectKept(ended)).toSorted()).toEqual(options.kernels.toSorted());
  });

  await test.step("after another crash it ends with what was finished", async () => {
    await harness.evaluate((all) => window.harness.beginRun(all), options);
    await harness.evaluate(() => window.harness.hear("kernel"));
    const crashedAt = Date.now();
    await crash();
    const ended = await harness.evaluate(() => window.harness.endOfRun());
    expect((Date.now() - crashedAt) / 1000).toBeLessThan(settledWithinSeconds);
    expect(ended.outcome).toMatchObject({ status: "partial", failure: { code: "device-lost" } });
    const result = expectKept(ended);
    expect(result.partial).toBe(true);
    expect(rowsOf(result).length).toBeGreaterThanOrEqual(1);
    expect(rowsOf(result).length).toBeLessThan(options.kernels.length);
  });
  await browser.close(); // it gives no more adapters to this page's origin
});

test("a run goes on where its device is destroyed in between", async ({ harness }) => {
  await harness.evaluate((all) => window.harness.beginRun(all), options);
  await harness.evaluate(() => window.harness.hear("kernel"));
  await harness.evaluate(destroyDevices, { submits: 10, times: 1 });
  const ended = await harness.evaluate(() => window.harness.endOfRun());
  expect(ended.outcome.status).toBe("done");
  expect(rowsOf(expectKept(ended)).toSorted()).toEqual(options.kernels.toSorted());
});

test("a run ends with what was finished where every device is destroyed", async ({ harness }) => {
  await harness.evaluate((all) => window.harness.beginRun(all), options);
  await harness.evaluate(() => window.harness.hear("kernel"));
  await harness.evaluate(destroyDevices, { submits: 10, times: 9 });
  const ended = await harness.evaluate(() => window.harness.endOfRun());
  expect(ended.outcome).toMatchObject({ status: "partial", failure: { code: "device-lost" } });
  const rows = rowsOf(expectKept(ended));
  expect(rows.length).toBeGreaterThanOrEqual(1);
  expect(rows.length).toBeLessThan(options.kernels.length);
});

test("a run whose devices are destroyed at once has failed", async ({ harness }) => {
  await harness.evaluate(destroyDevices, { submits: 3, times: 9 });
  const { outcome, leaked } = await harness.evaluate((all) => window.harness.run(all), options);
  expect(outcome).toMatchObject({ status: "failed", failure: { code: "device-lost" } });
  expect(leaked).toEqual([]);
});
