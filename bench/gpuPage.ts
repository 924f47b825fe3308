import type { Browser } from "playwright-core";
import type { AdapterKind, Capabilities, Environment } from "../src/domain/capabilities.ts";
import type { RunEvent } from "../src/domain/events.ts";
import type { AdapterChoice } from "../src/domain/options.ts";
import { attemptsFor, hardwareAdvice, judge } from "./browser/attempts.ts";
import { gpuFlags, type GpuFlags } from "./browser/flags.ts";
import { launchBrowser, type LaunchContext } from "./browser/launch.ts";
import type { Lifetime } from "./lifetime.ts";
import { openPage, type PageDriver } from "./pageDriver.ts";
import { within } from "./within.ts";

/** The page, open on a GPU of the kind that was asked for. */
export interface GpuPage {
  readonly driver: PageDriver;
  readonly environment: Omit<Environment, "timer">;
  readonly kind: AdapterKind;
  readonly flags: readonly string[];
  /** Another page in the same browser, or why it does not open; both feel what happens to the one GPU process. */
  openBeside(url: string): Promise<GpuPage | string>;
}

export interface GpuPageContext extends LaunchContext {
  readonly adapter: AdapterChoice;
  readonly url: string;
  /** What only those want to know who asked for it. */
  readonly detail?: (text: string) => void;
  readonly onEvent: (event: RunEvent) => void;
  readonly interrupted: AbortSignal;
  readonly lifetime: Lifetime;
}

const capabilitiesLimitSeconds = 60;
const closeLimitSeconds = 5;

const silentPage: Capabilities = {
  status: "unavailable",
  failure: { code: "worker-silent", message: "the page did not say what its GPU can do" },
};

const openIn = async (
  browser: Browser,
  kind: AdapterKind,
  { url, onEvent }: GpuPageContext,
): Promise<Omit<GpuPage, "flags" | "openBeside"> | string> => {
  try {
    const driver = await openPage(browser, { url, onEvent });
    const gone = driver.gone.then((failure): Capabilities => ({ status: "unavailable", failure }));
    const asked = Promise.race([driver.capabilities(), gone]);
    const judgement = judge(await within(asked, capabilitiesLimitSeconds, silentPage), kind);
    return judgement.status === "take"
      ? { driver, environment: judgement.environment, kind }
      : judgement.message;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
};

const inWords = ({ arguments: args, environment }: GpuFlags): string =>
  [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), ...args].join(" ");

/** Starts browsers until one gives the adapter that was asked for; else says why the last one did not. */
export const openGpuPage = async (context: GpuPageContext): Promise<GpuPage | string> => {
  const { adapter, machine, path, interrupted, lifetime, detail = () => undefined } = context;
  let refusal = "";
  for (const kind of attemptsFor(adapter, machine)) {
    if (interrupted.aborted) return "interrupted";
    const wanted = gpuFlags(kind, machine);
    detail(`starting ${path} for a ${kind} adapter: ${inWords(wanted)}`);
    const launched = await launchBrowser(wanted, context);
    if (launched.status === "failed") {
      detail(launched.message);
      refusal = launched.message;
      continue;
    }
    const { browser, flags } = launched;
    lifetime.onEnd(() => browser.close());
    const opened = await openIn(browser, kind, context);
    if (typeof opened !== "string") {
      const { label, browser: version, features } = opened.environment;
      detail(`${version} gives a ${kind} adapter, ${label}, with ${features.join(", ")}`);
      const asPage = (own: typeof opened): GpuPage => ({
        ...own,
        flags,
        openBeside: async (url) => {
          const beside = await openIn(browser, kind, { ...context, url, onEvent: () => undefined });
          return typeof beside === "string" ? beside : asPage(beside);
        },
      });
      return asPage(opened);
    }
    detail(opened);
    refusal = kind === "hardware" ? `${opened}; ${hardwareAdvice(machine)}` : opened;
    await within(browser.close(), closeLimitSeconds, undefined);
  }
  return refusal;
};
