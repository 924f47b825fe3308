import * as v from "valibot";
import type { Failure } from "../domain/failure.ts";
import { gateMetricNames } from "../domain/gate.ts";
import { oneOf } from "../domain/problem.ts";
import type { SamplerOpened, SamplerOptions, SamplesTaken } from "../domain/sampler.ts";
import type { Measuring } from "./measuring.ts";
import { badOptions, readRunOptions } from "./runOptions.ts";

/** What is kept ready on this page, for programs that compare builds; it holds the GPU until `close`. */
export interface PageSampler {
  readonly opened: Extract<SamplerOpened, { status: "ready" }>;
  /** A few samples of each metric: their lower quartile, in seconds of one repetition. */
  take(): Promise<SamplesTaken>;
  /** Proves once more what was sampled, and frees it. */
  close(): Promise<SamplesTaken>;
}

const text = v.pipe(v.string(), v.maxLength(200));

const ownSchema = v.object({
  metrics: v.pipe(
    v.array(v.picklist(gateMetricNames), "give a list"),
    v.minLength(1),
    v.maxLength(gateMetricNames.length),
  ),
  sizes: v.exactOptional(
    v.object({ workingSetBytes: v.pipe(v.number(), v.minValue(1e6)), gemvSide: v.number() }),
  ),
  remembered: v.exactOptional(
    v.pipe(v.array(v.object({ subject: text, variant: text })), v.maxLength(100)),
  ),
  clock: v.exactOptional(v.literal("wall")),
});

const readSamplerOptions = (value: unknown): SamplerOptions | Failure => {
  const { metrics, remembered, sizes, clock, ...rest } =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const own = v.safeParse(ownSchema, {
    metrics,
    ...(remembered !== undefined && { remembered }),
    ...(sizes !== undefined && { sizes }),
    ...(clock !== undefined && { clock }),
  });
  if (!own.success) {
    const field = String(own.issues[0].path?.[0].key ?? "metrics");
    const problem =
      field === "metrics"
        ? `give a list of ${oneOf(gateMetricNames)}`
        : "give what another sampler's `opened` has";
    return badOptions([{ field, problem }]);
  }
  const read = readRunOptions(rest);
  if (read.status === "bad") return badOptions(read.problems);
  const { suite, models, memoryBytes, adapter } = read.options;
  return {
    suite,
    ...(models && { models }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(adapter && { adapter }),
    ...own.output,
  };
};

/** Rejects with a plain `Failure` where there is nothing to sample. */
export const openPageSampler = async (
  measuring: Measuring,
  options: unknown,
): Promise<PageSampler> => {
  const read = readSamplerOptions(options);
  if ("code" in read) return Promise.reject<PageSampler>(read);
  const connection = await measuring.connect();
  if (connection.status === "failed") return Promise.reject<PageSampler>(connection.failure);
  const { benchmark } = connection;
  const opened = await benchmark.openSampler(read, measuring.onEvent);
  if (opened.status === "failed") return Promise.reject<PageSampler>(opened.failure);
  return { opened, take: () => benchmark.takeSamples(), close: () => benchmark.closeSampler() };
};
