import { describe, expect, it } from "vitest";
import type { RememberedChoice } from "../../../src/domain/options.ts";
import type { Verification } from "../../../src/domain/result.ts";
import type { Compilation } from "../../../src/gpu/compile.ts";
import type { Variant } from "../../../src/kernels/kernel.ts";
import { streamRead } from "../../../src/kernels/streamRead.ts";
import { holdContest } from "../../../src/measure/contest.ts";
import { WitnessError } from "../../../src/measure/gpuWork.ts";
import { neverPaused } from "../../../src/measure/pause.ts";
import type { TimedWork } from "../../../src/measure/timedWork.ts";
import { Tuner, type FoundRow, type TuningSubject } from "../../../src/measure/tuner.ts";
import { seededNormal, seededRandom } from "../statistics/seededRandom.ts";
import { SimulatedGpu } from "./simulatedGpu.ts";

const subject: TuningSubject = {
  kernel: "gemv-f16",
  operation: "gemv",
  dataType: "f16",
  shape: { m: 1, n: 4096, k: 4096 },
};

interface Setting {
  /** Seconds of a repetition of each variant; the first is the default. */
  readonly variants: Readonly<Record<string, number>>;
  /** Share of the speed by which samples differ. */
  readonly noise?: () => number;
  readonly wrong?: readonly string[];
  readonly doNotCompile?: readonly string[];
  /** Variants of which an output word is wrong behind every pass. */
  readonly failing?: readonly string[];
  readonly compileSeconds?: number;
  readonly budgetSeconds?: number;
  readonly remembered?: readonly RememberedChoice[];
  readonly signal?: AbortSignal;
}

/** Simulated variants and what became of them. */
const settingUp = (setting: Setting) => {
  const { variants, noise = () => 1, wrong = [], doNotCompile = [], failing = [] } = setting;
  const gpu = new SimulatedGpu({ timestampStepNanoseconds: 1, noise });
  const tuner = new Tuner(setting.budgetSeconds ?? 15, setting.remembered);
  const compiled: string[] = [];
  const compiling: { readonly begin: number; readonly end: number }[] = [];
  const released: string[] = [];
  const proved: string[] = [];
  const candidates = Object.keys(variants).map((id): Variant => ({
    ...streamRead.variants[0],
    id,
  }));

  const compile = ({ id }: Variant): Promise<Compilation> =>
    new Promise((resolve) => {
      compiled.push(id);
      const begin = gpu.seconds;
      gpu.at(begin + (setting.compileSeconds ?? 0.05), () => {
        compiling.push({ begin, end: gpu.seconds });
        resolve(
          doNotCompile.includes(id)
            ? { status: "compile-failed", message: `${id} is refused` }
            : { status: "compiled", pipeline: {} as GPUComputePipeline },
        );
      });
    });
  const workOf = (id: string): TimedWork => {
    const work = gpu.work({ workgroupsPerRepetition: 512, secondsPerRepetition: variants[id]! });
    return failing.includes(id)
      ? { ...work, submit: () => Promise.reject(new WitnessError(`${id} fails`)) }
      : work;
  };
  const prepare = ({ variant: { id } }: { readonly variant: Variant }) => ({
    id,
    work: workOf(id),
    prove: (): Promise<Verification> => {
      proved.push(id);
      const right = !wrong.includes(id);
      return Promise.resolve({
        status: right ? "passed" : "failed",
        maxRelativeError: 0,
        tolerance: 0,
        ...(!right && { reason: `${id} is off` }),
      });
    },
    release: () => void released.push(id),
  });
  const hold = async (of = subject) => {
    const began = gpu.seconds;
    const judges = {
      clock: gpu.clock("timestamp-query"),
      signal: setting.signal ?? new AbortController().signal,
      pause: neverPaused,
      tuner,
    };
    const contest = await holdContest(judges, of, candidates, compile, prepare);
    return {
      contest,
      winner: contest.status === "won" ? contest.variant.id : undefined,
      tuning: contest.status === "won" ? contest.tuning : undefined,
      seconds: gpu.seconds - began,
    };
  };
  return { hold, gpu, tuner, compiled, compiling, released, proved };
};

/** What a contest of another kernel found. */
const other: FoundRow = {
  ...subject,
  kernel: "other",
  candidates: [],
  winner: "default",
  search: "finished",
  secondsSpent: 0,
  dropped: [],
};
const speeds = { default: 0.002, fast: 0.001, medium: 0.0015 };
const remembering = (variant: string): readonly RememberedChoice[] => [
  { subject: "gemv-f16 1x4096x4096", variant },
];

describe("a contest", () => {
  it("finds the fastest of ten, 6% apart, within its budget in 95% of trials at 5% noise", async () => {
    const random = seededRandom(5);
    const normal = seededNormal(random);
    const trials = 200;
    let found = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const order = Array.from({ length: 10 }, (_, index) => ({ index, key: random() }));
      const variants = Object.fromEntries(
        order
          .toSorted((a, b) => a.key - b.key)
          .map(({ index }) => [`variant ${index}`, 0.001 * 1.06 ** index]),
      );
      const { hold } = settingUp({
        variants,
        noise: () => Math.max(0.5, 1 + 0.05 * normal()),
        budgetSeconds: 3,
      });
      const { winner, tuning, seconds } = await hold();
      expect(tuning?.search).toBe("finished");
      expect(seconds).toBeLessThan(3);
      if (winner === "variant 0") found += 1;
    }
    expect(found / trials).toBeGreaterThanOrEqual(0.95);
  });

  it("keeps a default that is within 2% of the fastest", async () => {
    const random = seededRandom(6);
    const normal = seededNormal(random);
    const noise = (): number => 1 + 0.002 * normal();
    const close = settingUp({ variants: { default: 0.001, faster: 0.000985 }, noise });
    const clear = settingUp({ variants: { default: 0.001, faster: 0.00097 }, noise });
    expect((await close.hold()).winner).toBe("default");
    expect((await clear.hold()).winner).toBe("faster");
  });

  it("tells what was tried, how fast it was, what won and why others were dropped", async () => {
    const { hold } = settingUp({
      variants: { ...speeds, broken: 0.0005, refused: 0.0001 },
      wrong: ["broken"],
      doNotCompile: ["refused"],
    });
    const { winner, tuning } = await hold();
    expect(winner).toBe("fast");
    expect(tuning).toEqual({
      ...subject,
      candidates: [
        { variant: "default", seconds: expect.closeTo(0.002, 9) },
        { variant: "fast", seconds: expect.closeTo(0.001, 9) },
        { variant: "medium", seconds: expect.closeTo(0.0015, 9) },
        { variant: "broken" },
        { variant: "refused" },
      ],
      winner: "fast",
      search: "finished",
      secondsSpent: expect.any(Number),
      dropped: [
        { variant: "refused", reason: "refused is refused" },
        { variant: "broken", reason: "broken is off" },
      ],
    });
  });

  it("proves the winner and releases all others' work", async () => {
    const { hold, proved, released } = settingUp({ variants: speeds });
    const { contest } = await hold();
    expect(contest).toMatchObject({ status: "won", work: { id: "fast" } });
    expect(proved).toEqual(["fast"]);
    expect(released.toSorted()).toEqual(["default", "medium"]);
  });

  it("compiles one variant at a time and never while one runs", async () => {
    const { hold, gpu, compiling } = settingUp({ variants: speeds, compileSeconds: 0.2 });
    await hold();
    const times = [...compiling, ...gpu.log].toSorted((a, b) => a.begin - b.begin);
    const overlaps = times.filter(({ begin }, index) => begin < (times[index - 1]?.end ?? 0));
    expect(compiling).toHaveLength(3);
    expect(overlaps).toEqual([]);
  });

  it("ends with the best so far when its budget does, and says what was not tried", async () => {
    const variants = { default: 0.003, second: 0.002, third: 0.001, fourth: 0.0005 };
    const { hold } = settingUp({ variants, compileSeconds: 0.5, budgetSeconds: 1.5 });
    const { winner, tuning, seconds } = await hold();
    expect(winner).toBe("second");
    expect(tuning).toMatchObject({
      search: "out-of-time",
      dropped: ["third", "fourth"].map((variant) => ({
        variant,
        reason: "no time was left to try it",
      })),
    });
    expect(seconds).toBeLessThan(1.5 + 0.5);
    expect((await settingUp({ variants, compileSeconds: 0.5 }).hold()).winner).toBe("fourth");
  });

  it("leaves each later step its part of the run's budget", async () => {
    const variants = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}`, 0.002]));
    const { hold, tuner } = settingUp({ variants, budgetSeconds: 6, compileSeconds: 0.1 });
    let spent = 0;
    for (const step of [0, 1, 2]) {
      tuner.beginStep(3 - step);
      const { tuning } = await hold({ ...subject, shape: { m: 1, n: step, k: 1 } });
      expect(tuning?.secondsSpent).toBeGreaterThan(1.2);
      spent += tuning?.secondsSpent ?? 0;
    }
    expect(spent).toBeLessThan(6.5);
  });

  it("compiles the default and runs nothing where the step's time is over", async () => {
    const { hold, tuner, gpu } = settingUp({
      variants: speeds,
      budgetSeconds: 1,
      compileSeconds: 0.4,
    });
    tuner.beginStep(2);
    await hold();
    const { passes } = gpu;
    const { winner, tuning } = await hold({ ...subject, shape: { m: 1, n: 1, k: 1 } });
    expect(winner).toBe("default");
    expect(tuning).toMatchObject({ search: "out-of-time", secondsSpent: expect.closeTo(0.4, 2) });
    expect(gpu.passes).toBe(passes);
  });

  it("tries behind the default what won at another shape", async () => {
    const variants = { default: 0.003, slow: 0.0029, fast: 0.001 };
    const { hold, tuner } = settingUp({ variants, compileSeconds: 0.4, budgetSeconds: 8 });
    expect((await hold()).winner).toBe("fast");
    tuner.record({ ...other, winner: "slow" });
    tuner.beginStep(5); // no time for three any more
    const { winner, tuning } = await hold({ ...subject, shape: { m: 1, n: 512, k: 512 } });
    expect(winner).toBe("fast");
    expect(tuning?.dropped).toMatchObject([{ variant: "slow" }]);
  });

  it.each([
    ["tries behind the default what won for the same operation in another type", "gemv", "fast"],
    ["takes nothing from another operation", "gemm", "slow"],
  ] as const)("%s", async (_, operation, tried) => {
    const variants = { default: 0.003, slow: 0.0029, fast: 0.001 };
    const { hold, tuner } = settingUp({ variants, compileSeconds: 0.4, budgetSeconds: 8 });
    expect((await hold()).winner).toBe("fast");
    tuner.beginStep(5); // no time for three any more
    const { tuning } = await hold({ ...subject, kernel: "another", operation, dataType: "int4" });
    const left = tuning?.dropped.map(({ variant }) => variant);
    expect(left).toEqual(["slow", "fast"].filter((variant) => variant !== tried));
  });

  it.each(["wrong", "not compiling"])("has the next best where the best is %s", async (fault) => {
    const bad = fault === "wrong" ? { wrong: ["fast"] } : { doNotCompile: ["fast"] };
    expect((await settingUp({ variants: speeds, ...bad }).hold()).winner).toBe("medium");
  });

  it("is won by the default where all others are wrong", async () => {
    const { hold } = settingUp({ variants: speeds, wrong: ["fast", "medium"] });
    expect((await hold()).winner).toBe("default");
  });

  it("is won by the default, which the measurement then fails, where all fail", async () => {
    const { hold } = settingUp({ variants: speeds, failing: Object.keys(speeds) });
    const { winner, tuning } = await hold();
    expect(winner).toBe("default");
    expect(tuning?.dropped).toHaveLength(3);
  });

  it("tries the next where the default fails, even without time", async () => {
    const { hold } = settingUp({
      variants: { default: 0.001, second: 0.002, third: 0.001 },
      failing: ["default"],
      compileSeconds: 0.5,
      budgetSeconds: 0.6,
    });
    expect((await hold()).winner).toBe("second");
  });

  it("says why there is none where no variant compiles", async () => {
    const { hold } = settingUp({ variants: speeds, doNotCompile: Object.keys(speeds) });
    expect((await hold()).contest).toEqual({
      status: "none",
      code: "compile-failed",
      message: "medium is refused",
    });
  });

  it("releases every work when it is cancelled", async () => {
    const controller = new AbortController();
    const { hold, gpu, released } = settingUp({ variants: speeds, signal: controller.signal });
    gpu.at(gpu.seconds + 0.4, () => controller.abort(new Error("cancelled")));
    await expect(hold()).rejects.toThrow("cancelled");
    expect(released.toSorted()).toEqual(["default", "fast", "medium"]);
  });
});

it("compiles nothing for a run that was cancelled", async () => {
  const signal = AbortSignal.abort(new Error("cancelled"));
  const { hold, compiled } = settingUp({ variants: speeds, signal });
  await expect(hold()).rejects.toThrow("cancelled");
  expect(compiled).toEqual([]);
});

describe("a contest without a choice", () => {
  it.each([
    ["the suite tries nothing", { variants: speeds, budgetSeconds: 0 }],
    ["there is one variant", { variants: { default: 0.002 } }],
  ])("takes the default untried where %s", async (_case, setting) => {
    const { hold, gpu, proved } = settingUp(setting);
    expect(await hold()).toMatchObject({ winner: "default", tuning: undefined });
    expect(gpu.passes).toBe(0);
    expect(proved).toEqual([]);
  });

  it("takes the first that compiles", async () => {
    const { hold, released } = settingUp({
      variants: speeds,
      budgetSeconds: 0,
      doNotCompile: ["default"],
    });
    expect((await hold()).winner).toBe("fast");
    expect(released).toEqual([]);
  });
});

describe("what is known of a contest", () => {
  it("is used without another, proved again", async () => {
    const { hold, compiled, proved } = settingUp({
      variants: speeds,
      remembered: remembering("medium"),
    });
    const { winner, tuning } = await hold();
    expect(winner).toBe("medium");
    expect(compiled).toEqual(["medium"]);
    expect(proved).toEqual(["medium"]);
    expect(tuning).toMatchObject({
      search: "remembered",
      candidates: [{ variant: "default" }, { variant: "medium" }],
      winner: "medium",
      dropped: [],
    });
  });

  it("is used where no time is left", async () => {
    const { hold, tuner } = settingUp({
      variants: speeds,
      remembered: remembering("medium"),
    });
    tuner.record({ ...other, secondsSpent: 99 });
    expect((await hold()).winner).toBe("medium");
  });

  it.each([
    ["is wrong now", { wrong: ["medium"] }, "medium", ["medium is off"]],
    ["does not compile any more", { doNotCompile: ["medium"] }, "medium", ["medium is refused"]],
    ["is of another build", {}, "gone", []],
  ])("leads to a new contest where it %s", async (_case, fault, variant, reasons) => {
    const { hold } = settingUp({ variants: speeds, remembered: remembering(variant), ...fault });
    const { winner, tuning } = await hold();
    expect(winner).toBe("fast");
    expect(tuning?.search).toBe("finished");
    expect(tuning?.dropped.map(({ reason }) => reason)).toEqual(reasons);
  });

  it("holds for its kernel and shape only", async () => {
    const { hold } = settingUp({ variants: speeds, remembered: remembering("medium") });
    expect((await hold({ ...subject, kernel: "gemv-f32" })).winner).toBe("fast");
    expect((await hold({ ...subject, shape: { m: 2, n: 4096, k: 4096 } })).winner).toBe("fast");
  });

  it("serves streams of every length", async () => {
    const remembered = [{ subject: "stream-read", variant: "medium" }];
    const { hold } = settingUp({ variants: speeds, remembered });
    const stream = { ...subject, kernel: "stream-read", shape: { elements: 123 } };
    expect((await hold(stream)).winner).toBe("medium");
  });

  it("is what this run found before, told as it was then", async () => {
    const { hold, compiled } = settingUp({ variants: speeds });
    const first = await hold();
    const again = await hold();
    expect(again.tuning).toEqual(first.tuning);
    expect(again.winner).toBe("fast");
    expect(compiled).toEqual([...Object.keys(speeds), "fast"]);
  });
});
