import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base } from "@playwright/test";
import type { Capabilities } from "../../src/domain/capabilities.ts";
import type { Failure } from "../../src/domain/failure.ts";
import type { RunOptions } from "../../src/domain/options.ts";
import type { DecodeRow, PrefillRow, Result } from "../../src/domain/result.ts";
import { openPage, type PageDriver } from "../pageDriver.ts";
import { serve, type Server } from "../serve.ts";
import { MeasurementError, type MeasurementErrorCode } from "./measurementError.ts";
import { decodeOf, prefillOf, type RowChoice } from "./modelRow.ts";

/** The measuring page, open in the browser under test. */
export interface DecodeWallFixture {
  /** What that browser's WebGPU offers; nothing is measured. */
  capabilities(): Promise<Capabilities>;
  /** Measures in it. Rejects with a `MeasurementError`. */
  run(options: RunOptions): Promise<Result>;
  /** The decode step of one user. Default: suite `quick`, f16. */
  measureDecode(choice?: RowChoice & Partial<RunOptions>): Promise<DecodeRow>;
  measurePrefill(choice?: RowChoice & Partial<RunOptions>): Promise<PrefillRow>;
}

interface WorkerFixtures {
  readonly decodeWallServer: Server;
}

const page = join(dirname(fileURLToPath(import.meta.url)), "..", "page"); // beside it in dist/

const codeOf = ({ code }: Failure): MeasurementErrorCode =>
  code === "bad-options" ? "bad-input" : "cannot-measure";

const run = async (driver: PageDriver, options: RunOptions): Promise<Result> => {
  const gone = driver.gone.then((failure) => ({ status: "failed" as const, failure }));
  const ran = await Promise.race([driver.run(options), gone]);
  if (ran.status === "failed") {
    throw new MeasurementError(codeOf(ran.failure), ran.failure.message);
  }
  const { result } = ran;
  const wrong = result.kernels.filter(({ verification }) => verification.status === "failed");
  if (wrong.length > 0) {
    const ids = wrong.map(({ id }) => id).join(", ");
    throw new MeasurementError("kernel-failed", `${ids} gave wrong results on this GPU`, result);
  }
  if (result.partial) {
    throw new MeasurementError("cannot-measure", "the run ended early", result);
  }
  return result;
};

const fixtureOn = (driver: PageDriver): DecodeWallFixture => {
  const ofModel = ({ model, dataType = "f16", ...options }: RowChoice & Partial<RunOptions>) =>
    run(driver, {
      suite: "quick",
      dataTypes: [dataType],
      ...(model !== undefined && { models: [model] }),
      ...options,
    });
  return {
    capabilities: () => driver.capabilities(),
    run: (options) => run(driver, options),
    measureDecode: async (choice = {}) => decodeOf(await ofModel(choice), choice),
    measurePrefill: async (choice = {}) => prefillOf(await ofModel(choice), choice),
  };
};

/** Playwright's `test` with `decodeWall`, which measures in the browser of the suite that uses it. */
export const test = base.extend<{ readonly decodeWall: DecodeWallFixture }, WorkerFixtures>({
  decodeWallServer: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
    async ({}, use) => {
      const server = await serve(page);
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],
  decodeWall: async ({ browser, decodeWallServer }, use) => {
    const driver = await openPage(browser, {
      url: decodeWallServer.url,
      onEvent: () => undefined,
    });
    await use(fixtureOn(driver));
    await driver.close();
  },
});

export { expect } from "@playwright/test";
