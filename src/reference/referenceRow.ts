import type { Source } from "./accelerators.ts";

export type ReferenceCell = string | number | undefined;
export type ReferenceRow = Readonly<Record<string, ReferenceCell>>;

/** The columns that say where a row is published. */
export type Origin = (id: string) => ReferenceRow;

/** Looks up sources by their ids. */
export const originOf =
  (sources: readonly Source[]): Origin =>
  (id) => {
    const source = sources.find((candidate) => candidate.id === id);
    return {
      source: source?.title ?? id,
      publisher: source?.publisher,
      url: source?.url,
      date: source?.date,
    };
  };
