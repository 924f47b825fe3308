/** Words of the lens over projections. */
export const projectionLensWords = {
  label: "What is projected",
  model: "Model",
  storage: "Weights stored as",
  users: "Users at once",
  context: "Context of each user",
  published: "as published",
  noContext: "none",
  described: (model: string, storage: string, users: string, context: string): string =>
    [
      model,
      storage,
      ...(users === "1" ? [] : [`${users} users at once`]),
      ...(context === "0" ? [] : [`${context} tokens of context each`]),
    ].join(", "),
  tokens: "tokens",
} as const;
