import type { Capabilities, Thread } from "../domain/capabilities.ts";
import { type Failure, toFailure } from "../domain/failure.ts";
import type { BenchmarkApi } from "./api.ts";
import { workerBenchmark, type WorkerBenchmark, type WorkerLimits } from "./workerBenchmark.ts";

export interface ConnectOptions extends Partial<WorkerLimits> {
  /** This page's build; a worker of another one is refused. */
  readonly buildId: string;
  /** The benchmark on this thread, for browsers whose workers have no WebGPU. */
  readonly startHere?: () => Promise<BenchmarkApi>;
}

/** A way to a benchmark whose calls always settle, and with values: they never reject. */
export type Connection =
  | {
      readonly status: "connected";
      readonly thread: Thread;
      readonly capabilities: Capabilities;
      readonly benchmark: BenchmarkApi;
      /** Ends the thread where it is a worker; what waits for it settles as failed. */
      close(): void;
    }
  | { readonly status: "failed"; readonly failure: Failure };

const startOnThisThread = async (): Promise<BenchmarkApi> => {
  const { createBenchmark } = await import("./benchmark.ts");
  return createBenchmark("main");
};

const settling = (api: BenchmarkApi): BenchmarkApi => ({
  buildId: () => api.buildId(),
  capabilities: () =>
    api
      .capabilities()
      .catch((thrown: unknown) => ({ status: "unavailable", failure: toFailure(thrown) })),
  run: (options, onEvent, mayRetry) =>
    api
      .run(options, onEvent, mayRetry)
      .catch((thrown: unknown) => ({ status: "failed", failure: toFailure(thrown) })),
  cancel: () => api.cancel().catch(() => undefined), // its run tells of the failure
  openSampler: (options, onEvent) =>
    api
      .openSampler(options, onEvent)
      .catch((thrown: unknown) => ({ status: "failed", failure: toFailure(thrown) })),
  takeSamples: () =>
    api
      .takeSamples()
      .catch((thrown: unknown) => ({ status: "failed", failure: toFailure(thrown) })),
  closeSampler: () =>
    api
      .closeSampler()
      .catch((thrown: unknown) => ({ status: "failed", failure: toFailure(thrown) })),
  setVisible: (visible) => api.setVisible(visible).catch(() => undefined),
});

const lacksWebGpu = (capabilities: Capabilities): boolean =>
  capabilities.status === "unavailable" && capabilities.failure.code === "no-webgpu";

/** Some engines have WebGPU on pages and not in workers; undefined where this one has it in neither. */
const connectHere = async (
  startHere: () => Promise<BenchmarkApi>,
): Promise<Connection | undefined> => {
  const benchmark = settling(await startHere());
  const capabilities = await benchmark.capabilities();
  if (lacksWebGpu(capabilities)) return undefined;
  return { status: "connected", thread: "main", capabilities, benchmark, close: () => undefined };
};

const connect = async (worker: WorkerBenchmark, options: ConnectOptions): Promise<Connection> => {
  const found = await worker.api.buildId();
  if (found !== options.buildId) {
    worker.terminate();
    const message = `The page is of build ${options.buildId}, its worker of build ${found}`;
    return { status: "failed", failure: { code: "wrong-build", message } };
  }
  const capabilities = await worker.api.capabilities();
  if (lacksWebGpu(capabilities)) {
    const here = await connectHere(options.startHere ?? startOnThisThread);
    if (here) {
      worker.terminate();
      return here;
    }
  }
  return {
    status: "connected",
    thread: "worker",
    capabilities,
    benchmark: settling(worker.api),
    close: worker.terminate,
  };
};

/** Starts the worker and meets it: same build, WebGPU there or else on this thread. */
export const connectBenchmark = async (
  startWorker: () => Worker,
  options: ConnectOptions,
): Promise<Connection> => {
  const { silenceSeconds = 15, cancelSeconds = 10 } = options;
  let worker: WorkerBenchmark | undefined;
  try {
    worker = workerBenchmark(startWorker(), { silenceSeconds, cancelSeconds });
    return await connect(worker, options);
  } catch (thrown) {
    worker?.terminate();
    const failure = toFailure(thrown);
    const code = failure.code === "internal" ? "worker-failed" : failure.code;
    return { status: "failed", failure: { ...failure, code } };
  }
};
