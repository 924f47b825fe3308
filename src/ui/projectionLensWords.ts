/** Words of the lens over projections. */
export const projectionLensWords = {
  label: "What is projected",
  model: "Model",
  storage: "Weights stored as",
  users: "Users at once",
  context: "Context of each user",
  published: "as published",
  noContext: "none",
  tokens: "tokens",
} as const;
