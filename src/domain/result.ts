import type { SkipCode, WarningCode } from "./codes.ts";
import type { ComputePath, DataType } from "./dataType.ts";
import type { Environment, Thread } from "./capabilities.ts";
import type { Interval } from "./interval.ts";
import type { RunOptions, SuiteName } from "./options.ts";
import type { BreakdownRow, LatencyRow } from "./waiting.ts";
import type { AttentionShape, MatrixShape } from "./work.ts";
import type {
  Bytes,
  BytesPerSecond,
  Flops,
  FlopsPerSecond,
  Fraction,
  Intensity,
  Seconds,
  TokensPerSecond,
} from "./units.ts";

export const resultSchemaId = "decode-wall.result/1";

export interface Verification {
  readonly status: "passed" | "failed";
  /** Largest error of an output, as a share of Σ|w·x|. */
  readonly maxRelativeError: number;
  readonly tolerance: number;
  /** What was wrong, where the status is failed. */
  readonly reason?: string;
}

export type Phase = "prefill" | "decode";
/** Where weights came from: a set that the last-level cache can hold has other limits than memory's. */
export type Residency = "memory" | "cache";
export type Operation = "gemm" | "gemv" | "attention" | "other";
/** Of a row that moves `elements` values instead of multiplying matrices. */
export interface StreamShape {
  readonly elements: number;
}
export type Shape = MatrixShape | AttentionShape | StreamShape;

/** Ids of the kernels that measure ceilings; their rows have the operation `other`. */
export const ceilingKernels = {
  read: "stream-read",
  copy: "stream-copy",
  write: "stream-write",
  multiplyAddF32: "multiply-add-f32",
  multiplyAddF16: "multiply-add-f16",
  dot4I8: "dot4-i8",
  matrixF16F32: "matrix-f16-f32",
  matrixF16F16: "matrix-f16-f16",
  matrixI8I32: "matrix-i8-i32",
  dispatch: "dispatch",
} as const;

/** One kernel at one shape: proved, then timed (`seconds` absent: proved only), then proved again. */
export interface KernelRow {
  readonly id: string;
  readonly phase: Phase;
  readonly operation: Operation;
  readonly dataType: DataType;
  readonly shape: Shape;
  readonly variant: string;
  /** The arithmetic ceiling that this kernel's multiply-adds fall under. */
  readonly ceiling: ComputePath;
  readonly residency: Residency;
  /** At most this share of the weights can have come from the last-level cache. */
  readonly cacheShareMax: Fraction;
  readonly bytes: Bytes;
  readonly flops: Flops;
  readonly intensity: Intensity;
  readonly seconds?: Interval;
  readonly coldSeconds?: Seconds;
  readonly bytesPerSecond?: BytesPerSecond;
  readonly flopsPerSecond?: FlopsPerSecond;
  /** Achieved / min(arithmetic ceiling, intensity × memory ceiling). */
  readonly rooflineFraction?: Fraction;
  /** Of the best arithmetic ceiling for the same stored type. */
  readonly fractionOfBestCeiling?: Fraction;
  readonly verification: Verification;
}

/** A kernel row as measured, before analysis derives rates and fractions. */
export type KernelMeasurement = Omit<
  KernelRow,
  "intensity" | "bytesPerSecond" | "flopsPerSecond" | "rooflineFraction" | "fractionOfBestCeiling"
>;

export interface Skipped {
  readonly id: string;
  readonly dataType: DataType;
  readonly code: SkipCode;
  readonly message: string;
}

export interface Rate {
  readonly bytesPerSecond: BytesPerSecond;
  readonly low: BytesPerSecond;
  readonly high: BytesPerSecond;
}

export interface MemoryCeiling extends Rate {
  /** Id and variant of the kernel that reached it. */
  readonly by: string;
}

export interface ComputeCeiling {
  readonly flopsPerSecond: FlopsPerSecond;
  readonly low: FlopsPerSecond;
  readonly high: FlopsPerSecond;
  readonly by: string;
}

export interface Ceilings {
  readonly memory?: MemoryCeiling;
  readonly copy?: Rate;
  readonly write?: Rate;
  readonly compute: Readonly<Partial<Record<ComputePath, ComputeCeiling>>>;
  readonly dispatchSeconds?: Seconds;
}

/** A set of memory of one size that was read over and over. */
export interface CachePoint {
  readonly workingSetBytes: Bytes;
  readonly bytesPerSecond: BytesPerSecond;
  /** Of one half copied to the other, both counted; undefined where it was not measured. */
  readonly copyBytesPerSecond?: BytesPerSecond;
  /** Undefined where it was not measured. */
  readonly writeBytesPerSecond?: BytesPerSecond;
}

interface ModelRow {
  readonly model: string;
  readonly dataType: DataType;
  /** `weights`: the matrices alone. `step`: with attention, KV cache, norms and the rest. */
  readonly includes: "weights" | "step";
  readonly rooflineFraction?: Fraction;
  /** Layers that ran; fewer than the model has where `extrapolated`. */
  readonly layersMeasured: number;
  readonly extrapolated: boolean;
  /** `cache`: the weights that ran are less than twice the last-level cache. */
  readonly residency: Residency;
  /** The arithmetic ceiling that its kernels fall under. */
  readonly ceiling: ComputePath;
  readonly verification: Verification;
}

export interface DecodeRow extends ModelRow {
  readonly batch: number;
  readonly contextTokens: number;
  readonly secondsPerStep: Interval;
  /** Of all users: batch / secondsPerStep. */
  readonly tokensPerSecond: TokensPerSecond;
  readonly bytesPerStep: Bytes;
  readonly flopsPerStep: Flops;
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
  readonly dispatches: number;
  readonly roundTripSecondsPerToken?: Seconds;
}

export interface PrefillRow extends ModelRow {
  readonly promptTokens: number;
  readonly seconds: Interval;
  readonly tokensPerSecond: TokensPerSecond;
  readonly bytes: Bytes;
  readonly flops: Flops;
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
}

/** Users at once through the matrices of one layer; seconds, bytes and FLOP are those of one layer. */
export interface BatchRow {
  readonly model: string;
  readonly dataType: DataType;
  /** Users at once, each with one token. */
  readonly batch: number;
  readonly contextTokens: number;
  readonly includesAttention: boolean;
  /** Layers of the model, through all of which a token goes. */
  readonly layers: number;
  /** Layers with weights of their own that were cycled through. */
  readonly layersMeasured: number;
  readonly residency: Residency;
  /** Id of the kernel that was the fastest for so many users. */
  readonly kernel: string;
  readonly variant: string;
  /** The arithmetic ceiling that this kernel falls under. */
  readonly ceiling: ComputePath;
  readonly seconds: Interval;
  readonly bytes: Bytes;
  readonly flops: Flops;
  readonly intensity: Intensity;
  /** Of all users through all layers, without the head: batch / (layers × seconds). */
  readonly tokensPerSecond: TokensPerSecond;
  readonly bytesPerSecond: BytesPerSecond;
  readonly flopsPerSecond: FlopsPerSecond;
  /** Achieved / min(arithmetic ceiling, intensity × memory ceiling). */
  readonly rooflineFraction?: Fraction;
  readonly verification: Verification;
}

type DerivedOfModel = "tokensPerSecond" | "bytesPerSecond" | "flopsPerSecond" | "rooflineFraction";
/** Model rows as measured, before analysis derives rates and fractions. */
export type DecodeMeasurement = Omit<DecodeRow, DerivedOfModel>;
export type PrefillMeasurement = Omit<PrefillRow, DerivedOfModel>;
export type BatchMeasurement = Omit<BatchRow, DerivedOfModel | "intensity">;

/** The search for the fastest variant of a kernel at one shape. */
export interface TuningRow {
  /** Id of the kernel; undefined in documents of before it was kept, as is `search`. */
  readonly kernel?: string;
  readonly operation: Operation;
  readonly dataType: DataType;
  readonly shape: Shape;
  /** The default first; seconds of one repetition, undefined where it was dropped or not tried. */
  readonly candidates: readonly { readonly variant: string; readonly seconds?: Seconds }[];
  readonly winner: string;
  /** `remembered`: found in an earlier run and proved again in this one. */
  readonly search?: "finished" | "out-of-time" | "remembered";
  readonly secondsSpent: Seconds;
  readonly dropped: readonly { readonly variant: string; readonly reason: string }[];
}

export interface CanaryReading {
  readonly kind: "memory" | "arithmetic";
  /** Since the run began. */
  readonly atSeconds: Seconds;
  /** Rate as a share of the first reading's. */
  readonly relative: number;
}

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export const confidenceLevels = ["high", "medium", "low", "invalid"] as const;
export type ConfidenceLevel = (typeof confidenceLevels)[number];
export interface Confidence {
  readonly level: ConfidenceLevel;
  readonly reasons: readonly string[];
}

export interface Suite {
  readonly name: SuiteName;
  readonly version: string;
  readonly options: Omit<RunOptions, "suite" | "browserFlags" | "remembered">;
  readonly seed: number;
}

/** Everything one run found. Absent means not measured; nothing is NaN, 0 or Infinity in its stead. */
export interface Result {
  readonly schema: typeof resultSchemaId;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly partial?: boolean;
  readonly suite: Suite;
  readonly durationSeconds: Seconds;
  readonly thread: Thread;
  readonly build: { readonly id: string; readonly commit: string };
  readonly browserFlags?: readonly string[];
  readonly environment: Environment;
  readonly ceilings: Ceilings;
  readonly cacheCurve: readonly CachePoint[];
  readonly cacheBytes?: Bytes;
  readonly kernels: readonly KernelRow[];
  readonly skipped: readonly Skipped[];
  readonly batchSweep: readonly BatchRow[];
  readonly decode: readonly DecodeRow[];
  readonly prefill: readonly PrefillRow[];
  readonly latency?: readonly LatencyRow[];
  /** Rows of one model and type add up to its whole step. */
  readonly breakdown?: readonly BreakdownRow[];
  readonly tuning: readonly TuningRow[];
  readonly canaries: readonly CanaryReading[];
  /** t(2n) / t(n) of the same work; 2 where time is linear in work. */
  readonly linearity?: number;
  /** Wall seconds / timestamp seconds of the same samples. */
  readonly clockAgreement?: number;
  readonly warnings: readonly Warning[];
  readonly confidence: Confidence;
}
