import { analyse } from "../analysis/analyse.ts";
import type { SkipCode } from "../domain/codes.ts";
import type { RunEvent } from "../domain/events.ts";
import type {
  BatchMeasurement,
  CachePoint,
  CanaryReading,
  Ceilings,
  DecodeMeasurement,
  KernelMeasurement,
  PrefillMeasurement,
  Result,
  Skipped,
  TuningRow,
  Warning,
} from "../domain/result.ts";
import type { Seconds } from "../domain/units.ts";
import type { BreakdownRow, LatencyRow } from "../domain/waiting.ts";
import type { Measured } from "../measure/measuring.ts";

type Entry =
  | { readonly kind: "kernel"; readonly row: KernelMeasurement }
  | { readonly kind: "decode"; readonly row: DecodeMeasurement }
  | { readonly kind: "prefill"; readonly row: PrefillMeasurement }
  | { readonly kind: "batch"; readonly row: BatchMeasurement };

interface Mark {
  readonly entries: number;
  readonly skipped: number;
  readonly tuning: number;
  readonly warnings: number;
  readonly curve: number;
  readonly latency: number;
  readonly breakdown: number;
}

/** Everything that a run has found so far; each finding is told at once, with its derived numbers. */
export class Ledger {
  readonly #emit: (event: RunEvent) => void;
  readonly #entries: Entry[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #tuning: TuningRow[] = [];
  readonly #warnings: Warning[] = [];
  readonly #curve: CachePoint[] = [];
  readonly #latency: LatencyRow[] = [];
  readonly #breakdown: BreakdownRow[] = [];
  readonly canaries: CanaryReading[] = [];
  linearity: number | undefined;
  clockAgreement: number | undefined;

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit;
  }

  /** Nothing was measured yet. */
  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#curve.length === 0;
  }

  get ceilings(): Ceilings {
    return this.#analysis().ceilings;
  }

  get cacheCurve(): readonly CachePoint[] {
    return this.#curve.toSorted((a, b) => a.workingSetBytes - b.workingSetBytes);
  }

  /** Where the ledger stands, to go back to when a group is measured again. */
  mark(): Mark {
    return {
      entries: this.#entries.length,
      skipped: this.#skipped.length,
      tuning: this.#tuning.length,
      warnings: this.#warnings.length,
      curve: this.#curve.length,
      latency: this.#latency.length,
      breakdown: this.#breakdown.length,
    };
  }

  rollBack({ entries, skipped, tuning, warnings, curve, latency, breakdown }: Mark): void {
    this.#entries.length = entries;
    this.#skipped.length = skipped;
    this.#tuning.length = tuning;
    this.#warnings.length = warnings;
    this.#curve.length = curve;
    this.#latency.length = latency;
    this.#breakdown.length = breakdown;
  }

  addKernel(measured: Measured<KernelMeasurement>): void {
    this.#add(measured, (row) => ({ kind: "kernel", row }));
  }

  addDecode(measured: Measured<DecodeMeasurement>): void {
    this.#add(measured, (row) => ({ kind: "decode", row }));
  }

  addPrefill(measured: Measured<PrefillMeasurement>): void {
    this.#add(measured, (row) => ({ kind: "prefill", row }));
  }

  addBatch(measured: Measured<BatchMeasurement>): void {
    this.#add(measured, (row) => ({ kind: "batch", row }));
  }

  addLatency(row: LatencyRow): void {
    this.#latency.push(row);
  }

  addBreakdown(rows: readonly BreakdownRow[]): void {
    this.#breakdown.push(...rows);
  }

  addCachePoint(point: CachePoint): void {
    const same = this.#curve.findIndex((each) => each.workingSetBytes === point.workingSetBytes);
    if (same >= 0) this.#curve.splice(same, 1, point);
    else this.#curve.push(point);
    this.#emit({ kind: "cachePoint", point });
  }

  skip(skipped: Skipped): void {
    this.#skipped.push(skipped);
    this.#emit({ kind: "skipped", skipped });
    if (skipped.code === ("failed-check" satisfies SkipCode)) {
      const message = `${skipped.id} ${skipped.dataType}: ${skipped.message}`;
      this.warn({ code: "kernel-failed", message, data: { of: skipped.id } });
    }
  }

  /** Warnings of one code about the same thing are told once. */
  warn(warning: Warning): void {
    const { code, data } = warning;
    if (this.#warnings.some((each) => each.code === code && each.data?.["of"] === data?.["of"])) {
      return;
    }
    this.#warnings.push(warning);
    this.#emit({ kind: "warning", warning });
  }

  get warnings(): readonly Warning[] {
    return this.#warnings;
  }

  /** The parts of the result that come from measurements. */
  summary(): Pick<
    Result,
    | "ceilings"
    | "cacheCurve"
    | "kernels"
    | "skipped"
    | "batchSweep"
    | "decode"
    | "prefill"
    | "latency"
    | "breakdown"
    | "tuning"
    | "canaries"
    | "warnings"
  > {
    return {
      ...this.#analysis(),
      cacheCurve: this.cacheCurve,
      ...(this.#latency.length > 0 && { latency: this.#latency }),
      ...(this.#breakdown.length > 0 && { breakdown: this.#breakdown }),
      skipped: this.#skipped,
      tuning: this.#tuning,
      warnings: this.#warnings,
      canaries: this.canaries,
    };
  }

  #add<Row>(measured: Measured<Row>, entry: (row: Row) => Entry): void {
    if (measured.status === "timestamps-broken") throw new TimestampsBroken(measured.message);
    if (measured.status === "skipped") {
      this.skip(measured.skipped);
      return;
    }
    this.#entries.push(entry(measured.row));
    const { tuning } = measured;
    if (tuning && !this.#tuning.includes(tuning)) this.#tuning.push(tuning); // one search may serve two rows
    this.#tellLast();
    for (const warning of measured.warnings) this.warn(warning);
  }

  #tellLast(): void {
    const { ceilings, kernels, decode, prefill, batchSweep } = this.#analysis();
    const last = this.#entries.at(-1);
    switch (last?.kind) {
      case "kernel":
        this.#emit({ kind: "kernel", row: kernels.at(-1)! });
        break;
      case "decode":
        this.#emit({ kind: "decode", row: decode.at(-1)! });
        break;
      case "prefill":
        this.#emit({ kind: "prefill", row: prefill.at(-1)! });
        break;
      case "batch":
        this.#emit({ kind: "batch", row: batchSweep.at(-1)! });
        break;
    }
    this.#emit({ kind: "ceilings", ceilings });
  }

  #analysis() {
    const rowsOf = <Kind extends Entry["kind"]>(kind: Kind) =>
      this.#entries.flatMap((each) =>
        each.kind === kind ? [each.row as Extract<Entry, { kind: Kind }>["row"]] : [],
      );
    const kernels = rowsOf("kernel");
    const dispatchSeconds: Seconds | undefined = kernels.find(({ id }) => id === "dispatch")
      ?.seconds?.median;
    return analyse({
      kernels,
      decode: rowsOf("decode"),
      prefill: rowsOf("prefill"),
      batchSweep: rowsOf("batch"),
      ...(dispatchSeconds !== undefined && { dispatchSeconds }),
    });
  }
}

/** The timestamps turned out to be broken in the midst of a run: it goes on by the wall clock. */
export class TimestampsBroken extends Error {}
