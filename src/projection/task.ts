import type { Bytes, Seconds } from "../domain/units.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import type { Prompt } from "./prefillWork.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import { projectPrefill, type PrefillProjection } from "./projectPrefill.ts";
import type { Setup } from "./setup.ts";
import type { Unavailable } from "./unavailable.ts";

/** Where a task runs: one system for both phases, or one for each. */
export interface TaskSystems {
  readonly prefill: AcceleratorProfile;
  readonly decode: AcceleratorProfile;
}

/** Keys and values that go from one system to the other, which costs time that is not counted. */
export interface HandOver {
  readonly bytes: Bytes;
}

/** Reading one prompt and writing one answer. */
export interface TaskProjection {
  readonly prefill: PrefillProjection | Unavailable;
  readonly decode: DecodeProjection | Unavailable;
  /** Undefined where one system does both. */
  readonly handOver?: HandOver;
  readonly secondsToFirstToken?: Seconds;
  /** Of a step in the middle of the answer. */
  readonly secondsPerToken?: Seconds;
  /** Undefined where either phase is. */
  readonly seconds?: Seconds;
}

/** A task of `answerTokens` after a prompt; the cache that `setup` speaks of is the prompt's own. */
export const projectTask = (
  { prefill, decode }: TaskSystems,
  model: ReferenceModel,
  setup: Omit<Setup, "contextTokens">,
  prompt: Prompt & { readonly answerTokens: number },
): TaskProjection => {
  const before = prompt.promptTokens + (prompt.cachedTokens ?? 0);
  const reading = projectPrefill(
    prefill,
    model,
    { ...setup, batch: 1, contextTokens: before },
    prompt,
  );
  const middle = before + Math.floor(prompt.answerTokens / 2);
  const writing = projectDecode(decode, model, { ...setup, contextTokens: middle });
  const first = reading.status === "projected" ? reading.seconds : undefined;
  const each = writing.status === "projected" ? writing.secondsPerStep : undefined;
  return {
    prefill: reading,
    decode: writing,
    ...(prefill.id !== decode.id &&
      reading.status === "projected" && { handOver: { bytes: reading.work.cacheBytesWritten } }),
    ...(first !== undefined && { secondsToFirstToken: first }),
    ...(each !== undefined && { secondsPerToken: each }),
    // The prompt's last token gives the answer's first.
    ...(first !== undefined &&
      each !== undefined && { seconds: first + (prompt.answerTokens - 1) * each }),
  };
};
