import type { Browser, BrowserContext, JSHandle, Page } from "playwright-core";
import type { Capabilities } from "../src/domain/capabilities.ts";
import type { RunEvent } from "../src/domain/events.ts";
import { toFailure, type Failure } from "../src/domain/failure.ts";
import type { RunOptions } from "../src/domain/options.ts";
import type { Result } from "../src/domain/result.ts";
import type { SamplerOpened, SamplerOptions, SamplesTaken } from "../src/domain/sampler.ts";

/** `window.decodeWall` as the page offers it. */
interface DecodeWall {
  capabilities(): Promise<Capabilities>;
  run(options: RunOptions): Promise<Result>;
  /** Absent in builds of before there were gates. */
  sampler?(options: SamplerOptions): Promise<PageSampler>;
  cancel(): Promise<void> | void;
}

/** What the page's `sampler()` resolves to. */
interface PageSampler {
  readonly opened: ReadySampler;
  take(): Promise<SamplesTaken>;
  close(): Promise<SamplesTaken>;
}

type ReadySampler = Extract<SamplerOpened, { status: "ready" }>;

/** Work that the page keeps ready, to take samples of. */
export type DrivenSampler =
  | {
      readonly status: "ready";
      readonly opened: ReadySampler;
      take(): Promise<SamplesTaken>;
      close(): Promise<SamplesTaken>;
    }
  /** The build of the page is older than samplers. */
  | { readonly status: "absent" }
  | { readonly status: "failed"; readonly failure: Failure };

export type Ran =
  | { readonly status: "result"; readonly result: Result }
  | { readonly status: "failed"; readonly failure: Failure };

/** The page in a browser, driven by what it offers to everybody. */
export interface PageDriver {
  capabilities(): Promise<Capabilities>;
  run(options: RunOptions): Promise<Ran>;
  /** Keeps work ready on the page. */
  sampler(options: SamplerOptions): Promise<DrivenSampler>;
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

/** Opens a sampler in the page, whose handle stays there: only samples cross over. */
const samplerIn = async (
  wall: JSHandle<DecodeWall>,
  options: SamplerOptions,
): Promise<DrivenSampler> => {
  const handle = await wall.evaluateHandle(async (api, samplerOptions) => {
    if (typeof api.sampler !== "function") return { status: "absent" as const };
    try {
      return { status: "ready" as const, sampler: await api.sampler(samplerOptions) };
    } catch (thrown) {
      const { code = "internal", message = String(thrown) } = thrown as Partial<Failure>;
      return { status: "failed" as const, failure: { code, message } };
    }
  }, options);
  const outcome = await handle.evaluate((opened) =>
    opened.status === "ready"
      ? { status: "ready" as const, opened: opened.sampler.opened }
      : opened,
  );
  if (outcome.status !== "ready") return outcome;
  const sampler = await handle.evaluateHandle(
    (opened) => (opened as Extract<typeof opened, { status: "ready" }>).sampler,
  );
  return {
    status: "ready",
    opened: outcome.opened,
    take: () => sampler.evaluate((own) => own.take()),
    close: () => sampler.evaluate((own) => own.close()),
  };
};

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
    sampler: (options) => samplerIn(wall, options),
    cancel: async () => {
      await wall.evaluate((api) => api.cancel());
    },
    close: () => context.close(),
    gone,
  };
};
