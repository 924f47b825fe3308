/** Words of "What can I run?". */
export const runnableWords = {
  bits: { 16: "16-bit", 8: "8-bit", 4: "4-bit" },
  bitsLabel: "How weights are stored",
  memory: "Memory of this GPU in GB",
  memoryHint:
    "Type it to see what fits: browsers do not tell pages. Leave room for the system: a laptop shares its memory with everything else.",
  columns: {
    model: "Model",
    needs: "Needs",
    fits: "Fits",
    writes: "Writes",
    reads: "Reads 4K in",
    pace: "For one user it is",
  },
  fits: "yes",
  fitsNot: "no",
  fitsAt: (bits: string): string => `no, but at ${bits}`,
  measured: "measured",
  atMost: (rate: string): string => `at most ${rate}`,
  atLeast: (time: string): string => `at least ${time}`,
  notMeasured: "not measured",
  paces: {
    faster: "faster than you read",
    usable: "usable",
    slow: "too slow for agents",
  },
  atBest: (pace: string): string => `${pace}, at best`,
  explainMeasured: "Measured: whole steps of this GPU, with attention and cache, at short context.",
  explainCeilings:
    "At most, at least: what the memory speed and the arithmetic of this run allow; real speeds are lower.",
  explainPace: (rate: string): string =>
    `Faster than you read: it writes more than ${rate} tokens/s, as people read, and begins within 10 s when asked 4,096 tokens. Usable: it begins within a minute. Anything slower makes an agent, which reads as much at every turn, wait too long.`,
  explainNeeds:
    "Needs: all weights, and the keys and values of 4K (4,096) tokens at 16 bits. Of a mixture of experts at 4-bit only the experts are so narrow, as gpt-oss is published.",
} as const;

/** Words of whole steps: where their time goes, and what context costs. */
export const stepWords = {
  breakdown: "Where the time of a step goes",
  breakdownText:
    "Each part was left out in turn: what the step was shorter by is that part's. What no part explains is what they cost or save together.",
  whole: (model: string, type: string, context: string, time: string): string =>
    `${model}, ${type}${context}: ${time} a step`,
  contextOf: (tokens: string): string => `, ${tokens} tokens of context`,
  columns: ["Part", "Time", "95% interval", "Share of the step"],
  contexts: "Why long chats slow down",
  contextsText:
    "Every token written looks back at all before it: their keys and values are fetched again each time, on top of the weights.",
  contextsTitle: "Tokens/s over context",
  x: "tokens of context",
  y: "tokens/s",
  step: "whole step",
  limit: "memory's limit",
  limitKind: "from this run's ceilings",
  limitTop: "weights, keys and values at the memory ceiling",
  note: "Points: measured, one user. Line: at most, by this run's memory ceiling.",
} as const;
