import { suiteNames, type SuiteName } from "../domain/options.ts";
import type { Bytes } from "../domain/units.ts";

/** What was being measured. Nothing in it tells who measures. */
export interface JournalEntry {
  readonly suite: SuiteName;
  readonly step: string;
  /** GPU memory that the step held; undefined where the run did not say. */
  readonly bytes?: Bytes;
}

/** Survives the end of the page: a browser that kills a tab, or itself, tells nobody why. */
export interface Journal {
  /** Before each step. */
  write(entry: JournalEntry): void;
  /** The run is over, or the page is left on purpose. */
  clear(): void;
  /** The step at which the browser ended the last run; undefined where it did not. Tells it once. */
  takeDangling(): JournalEntry | undefined;
  /** How often the GPU was lost since a run last came to its end. */
  losses(): number;
  recordLoss(): void;
  forgetLosses(): void;
}

const entryKey = "decode-wall.journal";
const lossesKey = "decode-wall.losses";

/** What storage gives back may be of another version, or be edited. */
const entryOf = (text: string | null): JournalEntry | undefined => {
  try {
    const { suite, step, bytes } = JSON.parse(text ?? "{}") as Record<string, unknown>;
    const knownSuite = suiteNames.find((name) => name === suite);
    if (!knownSuite || typeof step !== "string") return undefined;
    return {
      suite: knownSuite,
      step: step.slice(0, 200),
      ...(typeof bytes === "number" && bytes > 0 && Number.isFinite(bytes) && { bytes }),
    };
  } catch {
    return undefined;
  }
};

/** A visitor may forbid storage, or it is full: then nothing is remembered. */
const orNothing = <Value>(use: () => Value): Value | undefined => {
  try {
    return use();
  } catch {
    return undefined;
  }
};

/** A journal in each of `storages`; an entry in any of them counts. The first one keeps the losses. */
export const createJournal = (storages: readonly Storage[]): Journal => {
  const clear = (): void => {
    for (const storage of storages) orNothing(() => storage.removeItem(entryKey));
  };
  const keepLosses = (losses: number): void => {
    orNothing(() => storages[0]?.setItem(lossesKey, String(losses)));
  };
  const losses = (): number => {
    const kept = Number(orNothing(() => storages[0]?.getItem(lossesKey)) ?? 0);
    return Number.isSafeInteger(kept) && kept > 0 ? kept : 0;
  };
  return {
    write: (entry) => {
      const text = JSON.stringify(entry);
      for (const storage of storages) orNothing(() => storage.setItem(entryKey, text));
    },
    clear,
    takeDangling: () => {
      const found = storages.map((storage) =>
        entryOf(orNothing(() => storage.getItem(entryKey)) ?? null),
      );
      clear();
      return found.find((entry) => entry !== undefined);
    },
    losses,
    recordLoss: () => keepLosses(losses() + 1),
    forgetLosses: () => keepLosses(0),
  };
};
