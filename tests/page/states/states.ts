import type { Capabilities } from "../../../src/domain/capabilities.ts";
import type { RunEvent } from "../../../src/domain/events.ts";
import type { Result } from "../../../src/domain/result.ts";
import { analyse } from "../../../src/analysis/analyse.ts";
import type { WallScroll } from "../../../src/ui/views/wallScroll.ts";
import { liveRun } from "../../../src/ui/liveRun.ts";
import { fullResult } from "../../fixtures/fullResult.ts";
import { fixtures } from "../../fixtures/results.ts";

type Drawn = Partial<
  Pick<
    WallScroll,
    "run" | "capabilities" | "opened" | "recording" | "heard" | "refusal" | "address"
  >
>;

const { discrete, drift, integrated, launchBound, noWall, partial, software } = fixtures;
const { timer: _timer, ...environment } = discrete.environment;

const ready: Capabilities = {
  status: "ready",
  thread: "worker",
  adapterKind: "hardware",
  environment,
};
const readySoftware: Capabilities = {
  ...ready,
  adapterKind: "software",
  environment: { ...environment, label: "Fixture software adapter" },
};
const unavailable: Capabilities = {
  status: "unavailable",
  failure: { code: "no-webgpu", message: "navigator.gpu is undefined" },
};

const address = "decode-wall.example";
const done = (result: Result): Drawn => ({
  run: { status: "done", result },
  capabilities: ready,
  address,
});

const failed = { status: "failed", maxRelativeError: 0.31, tolerance: 4e-6 } as const;
const failedReading: Result = {
  ...discrete,
  kernels: discrete.kernels.map((row) =>
    row.operation === "gemm" && row.dataType === "f16" ? { ...row, verification: failed } : row,
  ),
  prefill: discrete.prefill.map((row) => ({ ...row, verification: failed })),
  warnings: [{ code: "kernel-failed", message: "gemm-f16 gave wrong results." }],
  confidence: {
    level: "medium",
    reasons: ["A kernel gave wrong results on this GPU and is left out."],
  },
};

const longNames: Result = {
  ...discrete,
  environment: {
    ...discrete.environment,
    label: "Fixture Graphics Accelerator Ultra 9999 Ti Super Mobile 24GB Max-Q Edition",
    browser: "Fixture Browser Developer Edition 156",
  },
};

/** Made up as well: its name holds that of a chip whose datasheet is known. */
const namedChip: Result = {
  ...discrete,
  environment: { ...discrete.environment, label: "Fixture H100" },
};

/** A peak so high that writing lights less than one square. */
const underOneCell: Result = {
  ...discrete,
  ceilings: {
    ...discrete.ceilings,
    compute: {
      ...discrete.ceilings.compute,
      f32: { flopsPerSecond: 3e15, low: 2.98e15, high: 3.02e15, by: "multiply-add-f32" },
    },
  },
};

const wideInterval: Result = {
  ...discrete,
  prefill: discrete.prefill.map((row) => ({
    ...row,
    seconds: { ...row.seconds, low: row.seconds.median * 0.93, high: row.seconds.median * 1.08 },
  })),
};

const claimed: Result = {
  ...discrete,
  confidence: { level: "medium", reasons: ["This is as claimed by this file."] },
};

const started: RunEvent = { kind: "started", environment: discrete.environment };
const progress = (
  now: string,
  because: string,
  fraction: number,
  secondsLeft: number,
): RunEvent => ({
  kind: "progress",
  now,
  because,
  fraction,
  secondsLeft,
});
const memoryOnly: RunEvent = {
  kind: "ceilings",
  ceilings: analyse({
    kernels: discrete.kernels.filter((row) => row.phase === "decode"),
    decode: [],
    prefill: [],
    batchSweep: [],
  }).ceilings,
};
const early: readonly RunEvent[] = [
  started,
  progress("streaming reads", "the memory ceiling is what writing is held against", 0.06, 27),
];
const decoding: readonly RunEvent[] = [
  ...early,
  ...discrete.kernels
    .filter((row) => row.phase === "decode")
    .map((row): RunEvent => ({ kind: "kernel", row })),
  memoryOnly,
  ...discrete.decode.map((row): RunEvent => ({ kind: "decode", row })),
  progress(
    "multiply-adds in registers",
    "the best arithmetic is what reading is held against",
    0.31,
    19,
  ),
];
const both: readonly RunEvent[] = [
  ...decoding,
  ...discrete.kernels
    .filter((row) => row.phase === "prefill")
    .map((row): RunEvent => ({ kind: "kernel", row })),
  { kind: "ceilings", ceilings: discrete.ceilings },
  ...discrete.prefill.map((row): RunEvent => ({ kind: "prefill", row })),
  progress("matrix × vector in 32 bits", "the data types show what fewer bytes buy", 0.62, 9),
];
const running = (...events: readonly RunEvent[]): Drawn => ({
  run: { status: "running", events },
  capabilities: ready,
  address,
});

/** Every state that the page can be in. All of it is made up: each device is named Fixture. */
export const states = {
  looking: {},
  idle: { capabilities: ready },
  "idle-recording": { capabilities: ready, recording: discrete },
  "idle-software": { capabilities: readySoftware },
  "no-webgpu": { capabilities: unavailable },
  "running-early": running(...early),
  "running-writing": running(...decoding),
  "running-both": running(...both),
  paused: running(...decoding, { kind: "paused", because: "this tab is hidden" }),
  done: done(discrete),
  "done-integrated": done(integrated),
  "done-no-wall": done(noWall),
  "done-other-limit": done(launchBound),
  "done-drift": done(drift),
  "done-software": { ...done(software), capabilities: readySoftware },
  "done-failed-kernel": done(failedReading),
  "done-under-one-cell": done(underOneCell),
  "done-wide-interval": done(wideInterval),
  "done-long-names": done(longNames),
  "done-named-chip": done(namedChip),
  "done-full": done(fullResult),
  "done-steps": done(fixtures.steps),
  partial: {
    run: {
      status: "failed",
      failure: { code: "cancelled", message: "cancelled by the visitor" },
      partial,
    },
    capabilities: ready,
    address,
  },
  "device-lost": {
    run: {
      status: "failed",
      failure: { code: "device-lost", message: "lost at gemm-f16" },
      partial,
    },
    capabilities: ready,
  },
  "worker-died": {
    run: { status: "failed", failure: { code: "worker-silent", message: "no heartbeat for 15 s" } },
    heard: liveRun(decoding),
    capabilities: ready,
  },
  opened: { capabilities: unavailable, opened: claimed, address },
  refused: { capabilities: ready, refusal: "decode[0].batch: expected a number above 0, got -1." },
} as const satisfies Readonly<Record<string, Drawn>>;
export type StateName = keyof typeof states;
