import type { Browser, BrowserContext, JSHandle, Page } from "playwright-core";
import type { Capabilities } from "../src/domain/capabilities.ts";
import type { RunEvent } from "../src/domain/events.ts";
import { toFailure, type Failure } from "../src/domain/failure.ts";
import type { RunOptions } from "../src/domain/options.ts";
import type { Result } from "../src/domain/result.ts";

/** `window.decodeWall` as the page offers it. */
interface DecodeWall {
  capabilities(): Promise<Capabilities>;
  run(options: RunOptions): Promise<Result>;
  cancel(): Promise<void> | void;
}

export type Ran =
  | { readonly status: "result"; readonly result: Result }
  | { readonly status: "failed"; readonly failure: Failure };

/** The page in a browser, driven by what it offers to everybody. */
export interface PageDriver {
  capabilities(): Promise<Capabilities>;
  run(options: RunOptions): Promise<Ran>;
  cancel(): Promise<void>;
  /** Closes the page and its context; the browser stays. */
  close(): Promise<void>;
  /** Settles when the page or its browser is gone, with what happened. */
  readonly gone: Promise<Failure>;
}

const startLimitMilliseconds = 30_000;

const internal = (message: string): Failure => ({ code: "internal", message });

const goneFrom = (page: Page, browser: Browser): Promise<Failure> =>
  new Promise((resolve) => {
    page.once("crash", () => resolve(internal("the page crashed")));
    page.once("close", () => resolve(internal("the page was closed")));
    browser.once("disconnected", () => resolve(internal("the browser ended")));
  });

/** The page's events come as `decode-wall:event` on its window, from the first moment on. */
const listen = async (page: Page, onEvent: (event: RunEvent) => void): Promise<void> => {
  await page.exposeBinding("decodeWallTold", (_source, event: RunEvent) => onEvent(event));
  await page.addInitScript(() => {
    const told = (window as unknown as { decodeWallTold: (event: unknown) => void }).decodeWallTold;
    window.addEventListener("decode-wall:event", (event) => told((event as CustomEvent).detail));
  });
};

const wallOf = async (page: Page): Promise<JSHandle<DecodeWall>> => {
  await page.waitForFunction(() => "decodeWall" in window, undefined, {
    timeout: startLimitMilliseconds,
  });
  return page.evaluateHandle(
    () => (window as unknown as { decodeWall: DecodeWall }).decodeWall,
  ) as Promise<JSHandle<DecodeWall>>;
};

/** An Error would lose its code on the way out of the page, so both ends come as values. */
const runIn = (wall: JSHandle<DecodeWall>, options: RunOptions): Promise<Ran> =>
  wall.evaluate(
    (api, runOptions) =>
      api.run(runOptions).then(
        (result) => ({ status: "result" as const, result }),
        (thrown: Failure) => ({
          status: "failed" as const,
          failure: {
            code: thrown.code ?? "internal",
            message: thrown.message ?? String(thrown),
            ...(thrown.data && { data: thrown.data }),
          },
        }),
      ),
    options,
  );

export interface OpenOptions {
  readonly url: string;
  readonly onEvent: (event: RunEvent) => void;
}

/** Opens the page in a context of its own. Rejects where it does not start, with what it said. */
export const openPage = async (
  browser: Browser,
  { url, onEvent }: OpenOptions,
): Promise<PageDriver> => {
  const context: BrowserContext = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const gone = goneFrom(page, browser);
  await listen(page, onEvent);
  await page.goto(url, { timeout: startLimitMilliseconds });
  const wall = await wallOf(page).catch((thrown: unknown) => {
    throw new Error(`the page did not start: ${errors[0] ?? toFailure(thrown).message}`);
  });
  return {
    capabilities: () => wall.evaluate((api) => api.capabilities()),
    run: (options) => runIn(wall, options),
    cancel: async () => {
      await wall.evaluate((api) => api.cancel());
    },
    close: () => context.close(),
    gone,
  };
};
