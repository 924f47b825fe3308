import type { Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { JournalEntry } from "./journal.ts";
import type { UrlOptions } from "./urlOptions.ts";

export interface PageCircumstances {
  readonly url: UrlOptions;
  /** The page is shown inside another. */
  readonly framed: boolean;
  /** A program drives the browser. */
  readonly automated: boolean;
  /** Where the browser ended the last run of this tab. */
  readonly dangling: JournalEntry | undefined;
}

/** What the page does by itself once it is open. */
export type Autorun =
  | { readonly status: "wait" }
  | { readonly status: "run"; readonly options: RunOptions }
  | { readonly status: "refused"; readonly failure: Failure };

const refused = (code: Failure["code"], message: string): Autorun => ({
  status: "refused",
  failure: { code, message },
});

/** A link must not make a stranger's GPU work unseen, for long, or again and again. */
export const autorunOf = ({ url, framed, automated, dangling }: PageCircumstances): Autorun => {
  if (url.status === "bad") return { status: "refused", failure: url.failure };
  if (url.autorun === undefined) return { status: "wait" };
  if (framed) return refused("framed", "autorun works only where the page is not inside another");
  if (dangling) {
    return refused("needs-click", `the browser ended the last run at: ${dangling.step}`);
  }
  if (url.autorun === "full" && !automated) {
    return refused("needs-click", "autorun=full takes minutes and waits for a click");
  }
  return { status: "run", options: url.options };
};
