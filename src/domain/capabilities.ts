import type { Seconds } from "./units.ts";
import type { Failure } from "./failure.ts";
import type { MatrixUnit } from "./matrixUnit.ts";

export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** A software renderer; undefined where the browser does not say. */
  readonly isFallback?: boolean;
  readonly subgroupMinSize?: number;
  readonly subgroupMaxSize?: number;
  /** Shapes of the matrix unit; empty where there is none, undefined where the browser knows of none. */
  readonly subgroupMatrixConfigs?: readonly MatrixUnit[];
}

export interface Timer {
  readonly kind: "timestamp-query" | "wall";
  /** Smallest step seen between two readings. */
  readonly resolutionSeconds: Seconds;
  readonly selfTest: "passed" | "failed" | "not-supported";
}

export type Thread = "worker" | "main";

export interface Environment {
  /** Browser, major version and operating system only. */
  readonly userAgent: string;
  readonly browser: string;
  readonly operatingSystem: string;
  readonly adapter: AdapterInfo;
  /** The device in words a person knows, from what the adapter gives, or "unknown device". */
  readonly label: string;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  readonly timer: Timer;
}

export type AdapterKind = "hardware" | "software";

/** What this browser offers before anything is measured. */
export type Capabilities =
  | {
      readonly status: "ready";
      readonly thread: Thread;
      readonly adapterKind: AdapterKind;
      readonly environment: Omit<Environment, "timer">;
    }
  | { readonly status: "unavailable"; readonly failure: Failure };
