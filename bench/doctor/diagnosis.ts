/** How it stands with a GPU, from best to worst. */
export const verdicts = ["gpu", "software", "no-adapter", "does-not-start", "no-browser"] as const;
export type DoctorVerdict = (typeof verdicts)[number];

/** Something that was found, why it matters, and what to do about it. */
export interface Finding {
  /** `problem`: it stands between the browser and a GPU. `note`: good to know. */
  readonly level: "good" | "note" | "problem";
  readonly text: string;
  /** What to do or to run, likeliest first; empty where nothing needs to be done. */
  readonly remedies: readonly string[];
}

export interface Diagnosis {
  readonly verdict: DoctorVerdict;
  /** One sentence. */
  readonly summary: string;
  readonly findings: readonly Finding[];
}

export const good = (text: string): Finding => ({ level: "good", text, remedies: [] });
export const note = (text: string, ...remedies: readonly string[]): Finding => ({
  level: "note",
  text,
  remedies,
});
export const trouble = (text: string, ...remedies: readonly string[]): Finding => ({
  level: "problem",
  text,
  remedies,
});
