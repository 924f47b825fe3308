import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { Result } from "../../src/domain/result.ts";
import { fixtures } from "../fixtures/results.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const comlink = readFileSync(`${root}node_modules/comlink/dist/esm/comlink.mjs`, "utf8").replace(
  /^export \{.*$/m,
  "",
);
const builtFrom = (): string => readFileSync(`${root}dist/build-id`, "utf8").trim();

type Tell = (event: unknown) => Promise<void>;

/**
 * What the worker answers, as functions that run in it: they see their arguments and `fixture`, which
 * is the result, and nothing else of this file.
 */
export interface FakeBenchmark {
  readonly result?: Result;
  readonly buildId?: () => unknown;
  readonly capabilities?: (fixture: Result) => unknown;
  readonly run?: (fixture: Result, options: unknown, tell: Tell) => unknown;
  readonly cancel?: (fixture: Result) => unknown;
}

const ready = (fixture: Result): unknown => ({
  status: "ready",
  thread: "worker",
  adapterKind: "hardware",
  environment: fixture.environment,
});

const tellEverything: NonNullable<FakeBenchmark["run"]> = async (fixture, _options, tell) => {
  await tell({ kind: "started", environment: fixture.environment });
  for (const row of fixture.kernels) await tell({ kind: "kernel", row });
  return { status: "done", result: fixture };
};

/** A run that tells of what was measured before prefill, then goes on until it is cancelled. */
export const endless: Pick<FakeBenchmark, "run" | "cancel"> = {
  run: async (fixture, _options, tell) => {
    const cancelled = new Promise((resolve) => {
      self.addEventListener("cancel", resolve, { once: true });
    });
    await tell({ kind: "started", environment: fixture.environment });
    await tell({
      kind: "progress",
      now: "GEMV in f16",
      because: "writing is made of it",
      fraction: 0.25,
      secondsLeft: 12,
      bytes: 3e9,
    });
    await tell({ kind: "ceilings", ceilings: fixture.ceilings });
    for (const row of fixture.kernels) await tell({ kind: "kernel", row });
    for (const row of fixture.decode) await tell({ kind: "decode", row });
    const beat = setInterval(() => void tell({ kind: "heartbeat" }), 500);
    await cancelled;
    clearInterval(beat);
    return {
      status: "partial",
      result: { ...fixture, partial: true },
      failure: { code: "cancelled", message: "Cancelled." },
    };
  },
  cancel: () => self.dispatchEvent(new Event("cancel")),
};

const scriptOf = (fake: FakeBenchmark): string => `${comlink}
const fixture = ${JSON.stringify(fake.result ?? fixtures.discrete)};
const buildId = ${fake.buildId?.toString() ?? `() => ${JSON.stringify(builtFrom())}`};
const capabilities = ${(fake.capabilities ?? ready).toString()};
const run = ${(fake.run ?? tellEverything).toString()};
const cancel = ${(fake.cancel ?? (() => undefined)).toString()};
expose({
  buildId,
  capabilities: () => capabilities(fixture),
  run: (options, tell) => run(fixture, options, tell),
  cancel: () => void cancel(fixture),
  setVisible: () => undefined,
});
`;

/** Where the built page's worker is. */
export const workerFile = "**/assets/worker-*.js";

/** Puts `fake` in the place of the worker of every page that opens from now on. */
export const fakeWorker = async (page: Page, fake: FakeBenchmark = {}): Promise<void> => {
  await page.route(workerFile, (route) =>
    route.fulfill({ contentType: "text/javascript", body: scriptOf(fake) }),
  );
};

/** Runs `patch` in the real worker before anything of it. */
export const patchWorker = async (page: Page, patch: () => void): Promise<void> => {
  await page.route(workerFile, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${patch.toString()})();\n${await response.text()}` });
  });
};
