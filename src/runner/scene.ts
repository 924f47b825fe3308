import { assumedCacheBytes, cacheBytesOf } from "../analysis/cacheKnee.ts";
import type { RunOptions } from "../domain/options.ts";
import type { Bytes, BytesPerSecond, FlopsPerSecond, Fraction } from "../domain/units.ts";
import type { SuitePlan } from "../workloads/suites.ts";
import { planWorkingSet, type WorkingSet } from "../workloads/memoryPlan.ts";
import type { Ledger } from "./ledger.ts";
import type { Session } from "./session.ts";

/** What a step works with. */
export interface Scene {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly suite: SuitePlan;
  readonly options: RunOptions;
}

/** One part of the run's story; it is measured again as a whole where the device drifted meanwhile. */
export interface Step {
  /** To follow "now: ". */
  readonly now: string;
  /** To follow "because ". */
  readonly because: string;
  /** Of the run's time, relative to the other steps. */
  readonly share: number;
  run(scene: Scene): Promise<void>;
}

/** Share of a step that nearly every device skips at once, for want of a matrix unit that it may use. */
export const rareShare = 0.2;

/** Found by the sweep; undefined where it showed no knee. */
export const foundCacheBytes = ({ ledger }: Scene): Bytes | undefined =>
  cacheBytesOf(ledger.cacheCurve);

/** The last-level cache as found, else what such a device is taken to have. */
export const knownCacheBytes = (scene: Scene): Bytes =>
  foundCacheBytes(scene) ?? assumedCacheBytes(scene.session.deviceClass);

/** A processor as software adapters run on; no measured rate is known where the sweep was left out. */
const slowestRate: BytesPerSecond = 1e9;

/** Rate of memory as far as it is known: the ceiling, else the sweep's largest set. */
export const knownMemoryRate = ({ ledger }: Scene): BytesPerSecond =>
  ledger.ceilings.memory?.bytesPerSecond ?? ledger.cacheCurve.at(-1)?.bytesPerSecond ?? slowestRate;

/** A software adapter's decode kernels reach about a tenth of its streaming read. */
const softwareShare: Fraction = 0.1;

/** Rate at which decode kernels fetch weights, by what is known of memory. */
export const decodeRate = (scene: Scene): BytesPerSecond =>
  knownMemoryRate(scene) * (scene.session.measuring.adapterKind === "software" ? softwareShare : 1);

/** A processor as software adapters run on. */
const slowestArithmetic: FlopsPerSecond = 2e9;

/** Rate of f32 arithmetic as far as it is known. */
export const knownArithmetic = ({ ledger }: Scene): FlopsPerSecond =>
  ledger.ceilings.compute.f32?.flopsPerSecond ?? slowestArithmetic;

export const workingSetOf = (scene: Scene): WorkingSet => {
  const { session, suite, ledger } = scene;
  return planWorkingSet(
    {
      cacheBytes: knownCacheBytes(scene),
      memoryBytes: session.memoryBytes,
      bytesPerSecond: ledger.cacheCurve.at(-1)?.bytesPerSecond ?? slowestRate,
    },
    suite.workingSetBytes,
  );
};
