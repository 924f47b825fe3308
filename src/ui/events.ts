import type { SuiteName } from "../domain/options.ts";

/** What the visitor asked of the page; the app listens, elements only tell. They bubble out of shadow roots. */
export interface WallEvents {
  /** Measure now; `isSmaller`: within half the memory that the last run held. */
  readonly "wall-start": { readonly suite: SuiteName; readonly isSmaller?: true };
  /** End the run and keep what is finished. */
  readonly "wall-cancel": undefined;
  /** Write the shown result to a file. */
  readonly "wall-save": { readonly format: "json" | "csv" };
  /** Read a result from a file that was chosen or dropped. */
  readonly "wall-open": { readonly file: File };
}

/** One of the page's own events, typed. */
export const wallEvent = <Name extends keyof WallEvents>(
  name: Name,
  detail: WallEvents[Name],
): CustomEvent<WallEvents[Name]> =>
  new CustomEvent(name, { detail, bubbles: true, composed: true });

declare global {
  interface GlobalEventHandlersEventMap {
    "wall-start": CustomEvent<WallEvents["wall-start"]>;
    "wall-cancel": CustomEvent<WallEvents["wall-cancel"]>;
    "wall-save": CustomEvent<WallEvents["wall-save"]>;
    "wall-open": CustomEvent<WallEvents["wall-open"]>;
  }
}
