/** Models that differ in their weights' values alone: speed sees no difference. */
const sameShape: Readonly<Record<string, string>> = {
  "llama-3-8b": "llama-3.1-8b",
  "llama-3.3-70b": "llama-3.1-70b",
  "deepseek-r1": "deepseek-v3",
};

/** Id of the listed model with this one's shape; undefined where none is named. */
export const architectureId = (model: string | undefined): string | undefined =>
  model === undefined ? undefined : (sameShape[model] ?? model);
