import type { AdapterKind, Capabilities } from "../../src/domain/capabilities.ts";
import type { RunOptions } from "../../src/domain/options.ts";
import { gpuFlags, type GpuFlags } from "../browser/flags.ts";
import { launchBrowser } from "../browser/launch.ts";
import type { Machine } from "../browser/machine.ts";
import { newLifetime } from "../lifetime.ts";
import { openPage, type PageDriver } from "../pageDriver.ts";
import { within } from "../within.ts";
import type { Attempt, Outcome, Trial } from "./facts.ts";

export interface AttemptContext {
  readonly machine: Machine;
  readonly url: string;
  readonly interrupted: AbortSignal;
}

const answerLimitSeconds = 30;
const trialLimitSeconds = 90;
const closeLimitSeconds = 5;

const silent: Capabilities = {
  status: "unavailable",
  failure: { code: "worker-silent", message: "the page did not say what its GPU can do" },
};

const outcomeOf = (capabilities: Capabilities): Outcome =>
  capabilities.status === "unavailable"
    ? { status: "no-adapter", ...capabilities.failure }
    : {
        status: "adapter",
        kind: capabilities.adapterKind,
        browser: capabilities.environment.browser,
        label: capabilities.environment.label,
        adapter: capabilities.environment.adapter,
        features: capabilities.environment.features,
      };

/** One proved kernel, for the timer's self-test at the start of every run. */
const trialOptions: RunOptions = {
  suite: "smoke",
  kernels: ["gemv-f32"],
  timeoutSeconds: trialLimitSeconds - 10,
};

const trialOn = async (driver: PageDriver): Promise<Trial> => {
  const failed: Trial = { status: "failed", message: "the short run did not end in time" };
  const gone = driver.gone.then(({ message }): Trial => ({ status: "failed", message }));
  const ran = driver.run(trialOptions).then((end): Trial => {
    if (end.status === "failed") return { status: "failed", message: end.failure.message };
    const { environment, kernels } = end.result;
    return {
      status: "measured",
      timer: environment.timer,
      isProved:
        kernels.length > 0 && kernels.every(({ verification }) => verification.status === "passed"),
    };
  });
  return within(Promise.race([ran, gone]), trialLimitSeconds, failed);
};

const wordsOf = ({ environment }: GpuFlags): readonly string[] =>
  Object.entries(environment).map(([name, value]) => `${name}=${value}`);

export interface Tried {
  readonly attempt: Attempt;
  readonly trial?: Trial;
}

/** Starts a browser with the flags of one kind and sees what comes; measures shortly if that is asked for. */
export const tryBrowser = async (
  path: string,
  asked: AdapterKind | "none",
  { machine, url, interrupted }: AttemptContext,
  wantsTrial: (outcome: Outcome) => boolean,
): Promise<Tried> => {
  const flags: GpuFlags =
    asked === "none" ? { arguments: [], environment: {} } : gpuFlags(asked, machine);
  const common = { path, asked, flags: flags.arguments, variables: wordsOf(flags) };
  const lifetime = newLifetime();
  const abort = (): void => void lifetime.end(closeLimitSeconds);
  interrupted.addEventListener("abort", abort);
  try {
    const context = { path, browserArguments: [], machine, say: () => undefined };
    const launched = await launchBrowser(flags, context);
    if (launched.status === "failed") {
      const outcome: Outcome = { status: "did-not-start", message: launched.message };
      return { attempt: { ...common, outcome } };
    }
    const { browser } = launched;
    lifetime.onEnd(() => browser.close());
    if (interrupted.aborted) throw new Error("interrupted"); // while the browser started
    const version = browser.version();
    const driver = await openPage(browser, { url, onEvent: () => undefined });
    const gone = driver.gone.then((failure): Capabilities => ({ status: "unavailable", failure }));
    const answer = Promise.race([driver.capabilities(), gone]);
    const outcome = outcomeOf(await within(answer, answerLimitSeconds, silent));
    const attempt: Attempt = { ...common, version, outcome };
    return wantsTrial(outcome) ? { attempt, trial: await trialOn(driver) } : { attempt };
  } catch (thrown) {
    const message =
      thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown);
    return { attempt: { ...common, outcome: { status: "no-adapter", code: "internal", message } } };
  } finally {
    interrupted.removeEventListener("abort", abort);
    await lifetime.end(closeLimitSeconds);
  }
};
