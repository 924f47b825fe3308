import { sourceOf } from "../../reference/accelerators.ts";
import type { FlopsPerSecond } from "../../domain/units.ts";
import { shortName, type AcceleratorRoof } from "../charts/acceleratorRoof.ts";
import { chipsWords } from "../words.ts";

/** The arithmetic that a whole chip is published with, in words for the card. */
export interface PublishedPeak {
  readonly name: string;
  readonly flopsPerSecond: FlopsPerSecond;
  /** "16-bit". */
  readonly type: string;
  /** How far to trust it, and the document: "datasheet: NVIDIA H100 Tensor Core GPU". */
  readonly source: string;
}

export const publishedPeak = ({ accelerator, peak, peakType }: AcceleratorRoof): PublishedPeak => ({
  name: shortName(accelerator),
  flopsPerSecond: peak.value,
  type: chipsWords.peakNames[peakType],
  source: `${chipsWords.confidences[peak.confidence]}: ${sourceOf(peak)?.title ?? peak.source}`,
});
