import type { Thread } from "../domain/capabilities.ts";
import { FailureError } from "../domain/failure.ts";
import type { GateMetricName } from "../domain/gate.ts";
import type { RememberedChoice } from "../domain/options.ts";
import type {
  SampledMetric,
  SamplerOpened,
  SamplerOptions,
  SamplesTaken,
} from "../domain/sampler.ts";
import { tuningSubject } from "../domain/tuningSubject.ts";
import type { Bytes, Fraction, Seconds } from "../domain/units.ts";
import { f16Words } from "../kernels/inputs.ts";
import type { Kernel } from "../kernels/kernel.ts";
import { matrixKernel } from "../kernels/kernels.ts";
import { multiplyAddF32 } from "../kernels/multiplyAddF32.ts";
import { streamRead } from "../kernels/streamRead.ts";
import { measureWorkingSet } from "../measure/cacheSweep.ts";
import { growArena } from "../measure/growArena.ts";
import { measureKernel, prepareTask, type KernelTask } from "../measure/measureKernel.ts";
import type { Pause } from "../measure/pause.ts";
import type { PreparedWork } from "../measure/preparedWork.ts";
import { Runner } from "../measure/race.ts";
import { prepareChain } from "../measure/timeChain.ts";
import { Tuner } from "../measure/tuner.ts";
import { ascending, quantileOfSorted } from "../statistics/quantile.ts";
import { promptTokensOf } from "../workloads/modelPlan.ts";
import { suites } from "../workloads/suites.ts";
import { tunerSeconds } from "../workloads/tunerSpace.ts";
import { arithmeticFlops, elementsOf } from "./ceilingSteps.ts";
import { planSampler, type SamplerPlan } from "./samplerPlan.ts";
import { openSession, type Session } from "./session.ts";

export interface SamplerInput {
  readonly options: SamplerOptions;
  readonly thread: Thread;
  readonly pause: Pause;
}

/** Work kept ready on the GPU, of which samples are taken whenever they are asked for. */
export interface Sampler {
  readonly opened: SamplerOpened;
  take(): Promise<SamplesTaken>;
  /** Proves once more what was sampled, and gives everything back. */
  close(): Promise<SamplesTaken>;
}

/** Two builds stand side by side on one device. */
const memoryShare = 0.5;
/** Of a visit, besides one that warms up: at least so many samples, over at least so long. */
const samplesPerVisit = 3;
const visitSeconds: Seconds = 0.1;
/**
 * What disturbs a sample makes it slower, so a lower quantile sees less of it than the median; but not the
 * lowest: on busy machines a software adapter's timestamps now and then come out far too short.
 */
const undisturbed: Fraction = 0.25;

interface Prepared extends SampledMetric {
  readonly prepared: PreparedWork;
  readonly runner: Runner;
}

type Entry =
  | {
      readonly status: "prepared";
      readonly entry: Omit<Prepared, "runner">;
      readonly choice?: RememberedChoice;
    }
  | { readonly status: "missing"; readonly message: string };

/** The rate of memory from a set that no cache holds, to plan sizes by. */
const memoryRate = async ({ measuring }: Session): Promise<number> => {
  const bytes = { hardware: 256e6, software: 64e6 }[measuring.adapterKind];
  const timing = { minimumSeconds: 0.012, budgetSeconds: 0.03 };
  const point = await measureWorkingSet(measuring, bytes, timing);
  return point?.bytesPerSecond ?? 1e9;
};

const arithmeticTask = ({ measuring }: Session): KernelTask => {
  const elements =
    arithmeticFlops[measuring.adapterKind] / multiplyAddF32.work({ elements: 1 }).flops;
  return { kernel: multiplyAddF32, shape: { elements }, workingSetBytes: 0, cacheShareMax: 0 };
};

const arithmeticRate = async (session: Session): Promise<number> => {
  const measured = await measureKernel(session.measuring, arithmeticTask(session));
  const row = measured.status === "measured" ? measured.row : undefined;
  return row?.seconds ? row.flops / row.seconds.median : 2e9;
};

const kernelTask = (
  name: Exclude<GateMetricName, "decode" | "prefill">,
  session: Session,
  { workingSetBytes, gemvSide: n, gemmSide: side }: SamplerPlan,
): KernelTask => {
  const set = { workingSetBytes, cacheShareMax: 0 };
  switch (name) {
    case "memory": {
      const bytes: Bytes = Math.min(workingSetBytes, session.measuring.context.arena.bytes);
      return { kernel: streamRead, shape: { elements: elementsOf(bytes) }, ...set };
    }
    case "arithmetic":
      return arithmeticTask(session);
    case "gemv":
      return { kernel: matrixKernel("gemv", "f16"), shape: { m: 1, n, k: n }, ...set };
    case "gemm":
      return {
        kernel: matrixKernel("gemm", "f16"),
        shape: { m: side, n: side, k: side },
        workingSetBytes: 0,
        cacheShareMax: 0,
      };
  }
};

const subjectOf = ({ id, dataType }: Kernel): string =>
  id.endsWith(dataType) ? id : `${id} ${dataType}`;

const prepare = async (
  name: GateMetricName,
  session: Session,
  plan: SamplerPlan,
): Promise<Entry> => {
  const { measuring } = session;
  if (name !== "decode" && name !== "prefill") {
    const task = kernelTask(name, session, plan);
    const prepared = await prepareTask(measuring, task);
    if (prepared.status === "skipped") {
      return { status: "missing", message: prepared.skipped.message };
    }
    const { variant, each } = prepared;
    return {
      status: "prepared",
      entry: {
        name,
        subject: subjectOf(task.kernel),
        variant: variant.id,
        work: name === "memory" ? each.bytes : each.flops,
        prepared: prepared.work,
      },
      choice: { subject: tuningSubject(task.kernel.id, task.shape), variant: variant.id },
    };
  }
  const { model } = plan;
  if (!model) {
    return { status: "missing", message: "No model of the suite is small enough for this device." };
  }
  const tokens = name === "decode" ? 1 : promptTokensOf(model, measuring.adapterKind);
  const gemv = matrixKernel("gemv", "f16");
  const gemm = matrixKernel("gemm", "f16");
  const task = { model, dataType: "f16", tokens, gemv, gemm } as const;
  const prepared = await prepareChain(measuring, task, model.layers);
  if (prepared.status === "skipped")
    return { status: "missing", message: prepared.skipped.message };
  const raced = name === "decode" ? gemv : gemm;
  const shape = { m: tokens, n: model.feedForward, k: model.hidden };
  return {
    status: "prepared",
    entry: {
      name,
      subject: `${model.id} f16${tokens > 1 ? ` ${tokens} tokens` : ""}`,
      variant: prepared.variant.id,
      work: 1,
      prepared: prepared.work,
    },
    choice: { subject: tuningSubject(raced.id, shape), variant: prepared.variant.id },
  };
};

/** Seconds of a repetition by a few samples of now; undefined where none could be read. */
const visit = async (runner: Runner): Promise<Seconds | undefined> => {
  runner.forget();
  const end = performance.now() + 1000 * visitSeconds;
  for (let taken = 0; taken <= samplesPerVisit || performance.now() < end; taken += 1) {
    await runner.takeSample();
    if (runner.dropped !== undefined) return undefined;
  }
  return quantileOfSorted(ascending(runner.samples), undisturbed);
};

class OpenSampler implements Sampler {
  readonly opened: SamplerOpened;
  readonly #session: Session;
  readonly #entries: readonly Prepared[];
  readonly #errorsBefore: number;

  constructor(
    opened: SamplerOpened,
    session: Session,
    entries: readonly Prepared[],
    errorsBefore: number,
  ) {
    this.opened = opened;
    this.#session = session;
    this.#entries = entries;
    this.#errorsBefore = errorsBefore;
  }

  async take(): Promise<SamplesTaken> {
    const seconds: Partial<Record<GateMetricName, number>> = {};
    for (const { name, runner, prepared } of this.#entries) {
      const each = await visit(runner);
      prepared.restore?.(); // the others read the same weights
      if (each !== undefined) seconds[name] = each;
    }
    return (await this.#wrong()) ?? { status: "taken", seconds };
  }

  async close(): Promise<SamplesTaken> {
    try {
      for (const { runner, prepared } of this.#entries) {
        await runner.prove();
        prepared.restore?.();
      }
      return (await this.#wrong()) ?? { status: "taken", seconds: {} };
    } finally {
      for (const { prepared } of this.#entries) prepared.release();
      this.#session.close();
    }
  }

  /** An output that was not what the inputs give, or an error that the GPU told of meanwhile. */
  async #wrong(): Promise<Extract<SamplesTaken, { status: "wrong" }> | undefined> {
    const dropped = this.#entries.find(({ runner }) => runner.dropped !== undefined);
    if (dropped) {
      return { status: "wrong", metric: dropped.name, reason: dropped.runner.dropped! };
    }
    const { gpu } = this.#session.measuring.context;
    await gpu.settleErrors();
    const error = gpu.errors[this.#errorsBefore];
    const metric = this.#entries[0]?.name;
    return error === undefined || metric === undefined
      ? undefined
      : { status: "wrong", metric, reason: `the GPU reported: ${error}` };
  }
}

const openWith = async (session: Session, { options, thread }: SamplerInput): Promise<Sampler> => {
  const suite = suites[options.suite];
  const { measuring } = session;
  const { context } = measuring;
  const { clock, signal, pause } = measuring;
  const smallest = { hardware: 256e6, software: 64e6 }[measuring.adapterKind];
  await growArena(measuring, smallest, f16Words, undefined);
  measuring.tuner.beginStep(options.metrics.length + 1); // its time is shared by all, as in a run
  const plan = planSampler({
    session,
    suite,
    metrics: options.metrics,
    models: options.models,
    sizes: options.sizes,
    bytesPerSecond: await memoryRate(session),
    flopsPerSecond: await arithmeticRate(session),
  });
  await growArena(measuring, plan.arenaBytes, f16Words, undefined);
  await context.gpu.settleErrors();
  const errorsBefore = context.gpu.errors.length;

  const entries: Prepared[] = [];
  const choices: RememberedChoice[] = [];
  const missing: { readonly name: GateMetricName; readonly message: string }[] = [];
  for (const [index, name] of options.metrics.entries()) {
    measuring.tuner.beginStep(options.metrics.length - index);
    const prepared = await prepare(name, session, plan);
    if (prepared.status === "missing") {
      missing.push({ name, message: prepared.message });
      continue;
    }
    const { entry, choice } = prepared;
    const runner = new Runner(entry.prepared, { clock, signal, pause });
    await runner.prepare();
    await runner.prove();
    entry.prepared.restore?.();
    if (runner.dropped !== undefined) {
      missing.push({ name, message: runner.dropped });
      entry.prepared.release();
      continue;
    }
    entries.push({ ...entry, runner });
    if (choice) choices.push(choice);
  }
  const { model } = plan;
  const opened: SamplerOpened = {
    status: "ready",
    build: __BUILD__,
    thread,
    adapterKind: measuring.adapterKind,
    environment: session.environment,
    suite: { name: suite.name, version: suite.version },
    metrics: entries.map(({ name, subject, variant, work }) => ({ name, subject, variant, work })),
    missing,
    ...(model && { model: model.id }),
    sizes: { workingSetBytes: plan.workingSetBytes, gemvSide: plan.gemvSide },
    choices,
  };
  return new OpenSampler(opened, session, entries, errorsBefore);
};

/** Opens a device, prepares and proves what is to be sampled. Throws a FailureError where that cannot be. */
export const openSampler = async (input: SamplerInput): Promise<Sampler> => {
  const { options, pause } = input;
  const { suite: name, models, memoryBytes, adapter, remembered, clock } = options;
  if (options.metrics.length === 0) {
    throw new FailureError({ code: "bad-options", message: "metrics: give at least one" });
  }
  const suite = suites[name];
  const tuner = new Tuner(tunerSeconds[name], remembered);
  const session = await openSession({
    options: {
      suite: name,
      ...(models && { models }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(adapter && { adapter }),
    },
    suite,
    signal: new AbortController().signal, // who has enough of it ends the page
    pause,
    memoryShare,
    wallOnly: clock === "wall",
    tuner,
  });
  try {
    return await openWith(session, input);
  } catch (thrown) {
    session.close();
    throw thrown;
  }
};
