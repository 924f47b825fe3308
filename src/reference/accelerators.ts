import type { Bytes, BytesPerSecond, FlopsPerSecond } from "../domain/units.ts";
import { asOf, chartAccelerators, chartSources } from "./data/chartAccelerators.ts";

export const figureConfidences = ["datasheet", "vendor-announcement", "press", "estimate"] as const;
export type FigureConfidence = (typeof figureConfidences)[number];

/** A published number with its origin. */
export interface Figure<Value extends number = number> {
  readonly value: Value;
  /** Id of a `Source`. */
  readonly source: string;
  readonly confidence: FigureConfidence;
  /** Id of the public document it was taken from, where that is not the publisher's own page. */
  readonly via?: string;
  readonly note?: string;
  /** Lowest and highest defensible value where sources disagree. */
  readonly range?: readonly [Value, Value];
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  /** When it was published, as far as it says: a year, a month or a day. */
  readonly date?: string;
  /** What sort of document it is, as `vendor-datasheet`. */
  readonly kind?: string;
  readonly note?: string;
}

export const peakTypes = ["fp32", "fp16", "bf16", "fp8", "int8", "fp4"] as const;
export type PeakType = (typeof peakTypes)[number];

/** One machine as its maker or the press describes it: nothing here was measured by this program. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly year: number;
  readonly kind: "gpu" | "soc" | "lpu" | "tpu" | "npu" | "wafer" | "rack";
  readonly status: "released" | "ramping" | "announced" | "cancelled";
  /** Its figures are sums over many chips, which no single stream sees: no dot on a roofline. */
  readonly isRack: boolean;
  readonly memoryBytesPerSecond?: Figure<BytesPerSecond>;
  readonly memoryBytes?: Figure<Bytes>;
  /** Dense; absent means not published, not supported, or published with sparsity only. */
  readonly peakFlops: Readonly<Partial<Record<PeakType, Figure<FlopsPerSecond>>>>;
}

/** Day on which the figures were last looked up. */
export const figuresAsOf: string = asOf;

export const accelerators: readonly Accelerator[] = chartAccelerators;

const sources = new Map(chartSources.map((source) => [source.id, source]));

/** Where a figure is published; undefined only for an id that no figure has. */
export const sourceOf = ({ source }: Pick<Figure, "source">): Source | undefined =>
  sources.get(source);
