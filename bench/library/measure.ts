import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataType } from "../../src/domain/dataType.ts";
import type { RunEvent } from "../../src/domain/events.ts";
import type { AdapterChoice, SuiteName } from "../../src/domain/options.ts";
import type { Result } from "../../src/domain/result.ts";
import { isProblem } from "../../src/domain/problem.ts";
import type { Bytes, Seconds } from "../../src/domain/units.ts";
import { thisMachine } from "../browser/machine.ts";
import { conclude } from "../conclude.ts";
import { exitCodes, type ExitCode } from "../exitCodes.ts";
import { measure as measureInBrowser } from "../measure.ts";
import { browserChoice } from "../options/browserChoice.ts";
import { MeasurementError, type MeasurementErrorCode } from "./measurementError.ts";

/** What to measure, and in which browser; each field is the command's option of that name. */
export interface MeasureOptions {
  /** Default `quick`: about 30 s on a discrete GPU. */
  readonly suite?: SuiteName;
  /** Ids of models, as `llama-3.1-8b`. */
  readonly models?: readonly string[];
  readonly dataTypes?: readonly DataType[];
  /** Ids of kernels; only these are measured. */
  readonly kernels?: readonly string[];
  /** GPU memory that may be taken. */
  readonly memoryBytes?: Bytes;
  /** Default `auto`: a GPU, else the software adapter. */
  readonly adapter?: AdapterChoice;
  /** Default 600. */
  readonly timeoutSeconds?: Seconds;
  /** `chrome`, `chromium`, `edge`, or the path of one; default: the first that is found, else Chromium is installed. */
  readonly browser?: string;
  /** As `["--name=value"]`; they are recorded in the result. */
  readonly browserArguments?: readonly string[];
  /** Ends the measurement; what was finished is the error's `result`. */
  readonly signal?: AbortSignal;
  /** What the command would say on stderr. */
  readonly onMessage?: (text: string) => void;
  readonly onEvent?: (event: RunEvent) => void;
}

const page = join(dirname(fileURLToPath(import.meta.url)), "..", "page"); // beside it in dist/
const defaultTimeoutSeconds: Seconds = 600;

const codes: Readonly<Record<Exclude<ExitCode, 0>, MeasurementErrorCode>> = {
  [exitCodes.kernelFailed]: "kernel-failed",
  [exitCodes.badInput]: "bad-input",
  [exitCodes.cannotMeasure]: "cannot-measure",
  [exitCodes.interrupted]: "interrupted",
};

/**
 * Measures in a headless browser of its own, which is gone when the promise settles. Rejects with a
 * `MeasurementError` where a kernel failed its check, the run ended early or nothing could be measured.
 */
export const measure = async (options: MeasureOptions = {}): Promise<Result> => {
  const { suite = "quick", browser, signal = new AbortController().signal } = options;
  const chosen = browser === undefined ? undefined : browserChoice("browser", browser);
  if (chosen && isProblem(chosen)) throw new MeasurementError("bad-input", chosen.problem);
  const measured = await measureInBrowser(
    {
      suite,
      ...(options.models && { models: options.models }),
      ...(options.dataTypes && { dataTypes: options.dataTypes }),
      ...(options.kernels && { kernels: options.kernels }),
      ...(options.memoryBytes !== undefined && { memoryBytes: options.memoryBytes }),
      ...(chosen && { browser: chosen }),
      browserArguments: options.browserArguments ?? [],
      adapter: options.adapter ?? "auto",
      timeoutSeconds: options.timeoutSeconds ?? defaultTimeoutSeconds,
    },
    {
      machine: thisMachine(),
      page,
      say: options.onMessage ?? (() => undefined),
      onEvent: options.onEvent ?? (() => undefined),
      interrupted: signal,
    },
  );
  const { exitCode, message, result } = conclude(measured, { interrupted: signal.aborted });
  if (exitCode === exitCodes.measured && result) return result;
  const code = exitCode === exitCodes.measured ? "cannot-measure" : codes[exitCode];
  throw new MeasurementError(code, message ?? "nothing was measured", result);
};
