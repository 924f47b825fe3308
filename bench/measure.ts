import type { RunEvent } from "../src/domain/events.ts";
import type { RunOptions } from "../src/domain/options.ts";
import { hardwareAdvice } from "./browser/attempts.ts";
import type { Machine } from "./browser/machine.ts";
import { provideBrowser } from "./browser/provide.ts";
import { drive, type Driven } from "./drive.ts";
import { openGpuPage, type GpuPage } from "./gpuPage.ts";
import { newLifetime, type Lifetime } from "./lifetime.ts";
import type { CommandOptions } from "./options/parse.ts";
import { serve } from "./serve.ts";

/** What is measured, in which browser. */
export type MeasureOptions = Pick<
  CommandOptions,
  | "suite"
  | "models"
  | "dataTypes"
  | "kernels"
  | "memoryBytes"
  | "browser"
  | "browserArguments"
  | "adapter"
  | "timeoutSeconds"
>;

/** How measuring ended. */
export type Measured =
  | { readonly status: "driven"; readonly driven: Driven }
  | { readonly status: "bad-input"; readonly message: string }
  | { readonly status: "cannot-measure"; readonly message: string };

export interface MeasureContext {
  readonly machine: Machine;
  /** Folder of the built page. */
  readonly page: string;
  readonly say: (text: string) => void;
  /** What only those want to know who asked for it. */
  readonly detail?: (text: string) => void;
  readonly onEvent: (event: RunEvent) => void;
  readonly interrupted: AbortSignal;
}

const closeLimitSeconds = 5;
/** The page ends at the timeout by itself, and then names it as the reason. */
const pageEndsItselfSeconds = 3;

const runOptionsOf = (options: MeasureOptions, flags: readonly string[]): RunOptions => ({
  suite: options.suite,
  ...(options.models && { models: options.models }),
  ...(options.dataTypes && { dataTypes: options.dataTypes }),
  ...(options.kernels && { kernels: options.kernels }),
  ...(options.memoryBytes !== undefined && { memoryBytes: options.memoryBytes }),
  timeoutSeconds: options.timeoutSeconds,
  ...(options.adapter !== "auto" && { adapter: options.adapter }),
  browserFlags: flags,
});

const adapterInWords = (
  { environment: { label, browser }, kind }: GpuPage,
  { adapter }: MeasureOptions,
  machine: Machine,
): string => {
  if (kind === "hardware") return `measuring ${label} in ${browser}`;
  const measured = `measuring the processor through the software adapter of ${browser} (${label}); its confidence is low`;
  return adapter === "software"
    ? measured
    : `no GPU reached: ${measured}. To reach a GPU: ${hardwareAdvice(machine)}`;
};

/** From a browser to a result; the page stays open, until `lifetime` ends, for what follows. */
export const measureIn = async (
  options: MeasureOptions,
  context: MeasureContext,
  lifetime: Lifetime,
): Promise<{ readonly measured: Measured; readonly page?: GpuPage }> => {
  const { machine, say, detail, onEvent, interrupted } = context;
  const provided = await provideBrowser(options.browser, { machine, say, signal: interrupted });
  if (provided.status === "bad-input") return { measured: provided };
  if (provided.status === "missing") {
    return { measured: { status: "cannot-measure", message: provided.message } };
  }

  const server = await serve(context.page);
  lifetime.onEnd(server.close);
  const { adapter, browserArguments } = options;
  const gpuPage = await openGpuPage({
    path: provided.path,
    url: server.url,
    adapter,
    browserArguments,
    machine,
    say,
    ...(detail && { detail }),
    onEvent,
    interrupted,
    lifetime,
  });
  if (typeof gpuPage === "string") {
    return { measured: { status: "cannot-measure", message: gpuPage } };
  }
  say(adapterInWords(gpuPage, options, machine));
  const driven = await drive(gpuPage.driver, {
    run: runOptionsOf(options, gpuPage.flags),
    timeoutSeconds: options.timeoutSeconds + pageEndsItselfSeconds,
    interrupted,
  });
  return { measured: { status: "driven", driven }, page: gpuPage };
};

/** From a browser to a result; browser and server are gone when it settles. */
export const measure = async (
  options: MeasureOptions,
  context: MeasureContext,
): Promise<Measured> => {
  const lifetime = newLifetime();
  try {
    return (await measureIn(options, context, lifetime)).measured;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { status: "cannot-measure", message };
  } finally {
    await lifetime.end(closeLimitSeconds);
  }
};
