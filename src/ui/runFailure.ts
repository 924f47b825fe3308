import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../domain/failure.ts";
import { wordsOfFailure, type Platform } from "../report/words.ts";
import { flagged } from "./flagged.ts";
import { runWords as words } from "./words.ts";

export interface FailureLook {
  /** Browser and system, for remedies that name them; without it they stay general. */
  readonly platform: Platform | undefined;
  /** Something was finished before. */
  readonly hasPartial: boolean;
  readonly start: () => void;
  /** Within half the memory. */
  readonly startSmaller: () => void;
}

/** Why there is no result, or no whole one, and what can be done. */
export const runFailure = (
  failure: Failure,
  { platform, hasPartial, start, startSmaller }: FailureLook,
): TemplateResult => {
  const { title, why, remedy } = wordsOfFailure(failure, platform);
  const isError = failure.code !== "cancelled"; // what the visitor asked for is none
  const isWrongOption = failure.code === "bad-options";
  return html`<div class=${isError ? "failure error" : "failure"} role="alert">
    <h2>${isError ? "⚠ " : ""}${title}</h2>
    <p>${why}</p>
    ${remedy === "" ? nothing : html`<p>${flagged(remedy)}</p>`}
    ${hasPartial ? html`<p>${words.partialKept}</p>` : nothing}
    ${
      isError
        ? html`<details class="small" ?open=${isWrongOption}>
            <summary>${isWrongOption ? words.wrongOptions : words.technical}</summary>
            <code>${failure.code}: ${failure.message}</code>
          </details>`
        : nothing
    }
    <div class="actions">
      ${
        failure.code === "device-lost"
          ? html`<button @click=${startSmaller}>${words.smaller}</button>`
          : nothing
      }
      <button @click=${start}>${isError ? words.retry : words.startAgain}</button>
    </div>
  </div>`;
};
