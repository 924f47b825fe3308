import type { PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { Setup } from "./setup.ts";
import { uniformStorage, type StoredType } from "./storedType.ts";

/** Formats that sources name; fp4 is either of two, of which the narrower is taken. */
const named: Readonly<Record<string, StoredType>> = {
  fp32: "f32",
  F16: "f16",
  fp8: "fp8",
  fp4: "mxfp4",
  Q4_K_M: "int4",
};

/** The fewest bits of the list, for sources that do not say how weights were stored. */
const narrowest: StoredType = "mxfp4";

/** How a measurement's weights were stored; undefined where its source does not say. */
export const statedType = ({
  weights,
}: Pick<PublishedMeasurement, "weights">): StoredType | undefined =>
  weights === undefined ? undefined : named[weights];

/** What was measured as a setup, taken so that the bound is as high as the source allows. */
export const comparableSetup = (measurement: PublishedMeasurement): Setup => {
  const { batch, chips, context, contextDepth } = measurement;
  const stored = statedType(measurement) ?? narrowest;
  return {
    storage: uniformStorage(stored),
    cacheType: stored === "fp8" || stored === "mxfp4" ? "fp8" : "f16",
    batch: batch ?? 1,
    contextTokens: context ?? contextDepth ?? 0,
    ...(chips !== undefined && { chips }),
  };
};

/** How many tokens a prompt had where the source does not say, taken from its sister rows. */
export const usualPromptTokens = 2048;
