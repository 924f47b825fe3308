import { stepParts, type StepPart } from "../domain/waiting.ts";
import { cleanText } from "./cleanText.ts";

const names: Readonly<Record<StepPart, string>> = {
  embedding: "embedding",
  norms: "norms",
  qkv: "queries, keys, values",
  rotation: "rotation and cache writes",
  attention: "attention",
  attentionOutput: "attention's output",
  router: "router",
  feedForward: "feed-forward",
  head: "head",
  argmax: "choice of the token",
  residual: "what no part explains",
};

const isKnown = (part: string): part is StepPart => stepParts.some((known) => known === part);

/** A part of a step in words; what a later version measures keeps its own name. */
export const partName = (part: string): string => (isKnown(part) ? names[part] : cleanText(part));
