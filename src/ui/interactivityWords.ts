/** Of the section on throughput against interactivity. */
export const interactivityWords = {
  title: "Throughput against interactivity",
  counts: {
    output: "Output tokens only",
    "input-and-output-with-cache": "In and out, cached input too",
  },
  countsLabel: "Which tokens are counted",
  x: "output tokens/s for each user",
  y: {
    output: "output tokens/s per megawatt, all-in",
    "input-and-output-with-cache":
      "input and output tokens/s per megawatt, all-in, cached input too",
  },
  model: "Model",
  weights: "Its weights",
  weightChoices: {
    published: "as published",
    f16: "16-bit",
    fp8: "8-bit float",
    mxfp4: "4-bit",
  },
  context: "Context of each user",
  noContext: "none",
  tokens: "tokens",
  subject: "Read",
  baseline: "against",
  ruler: "Ruler: output tokens/s for each user",
  times: (ratio: string, rate: string): string => `× ${ratio} at ${rate} tok/s per user`,
  noTimes: (rate: string): string => `no ratio at ${rate} tok/s per user`,
  at: (rate: string): string => `At ${rate} tokens/s for each user`,
  tooFast: "not so fast",
  isBaseline: "the baseline",
  perMegawatt: "Tokens/s per megawatt",
  timesBaseline: "Times",
  curve: "bounds and estimates",
  curveBasis: "from published figures",
  point: { bound: "a bound", estimate: "an estimate" },
  publishedCurve: "through its published points",
  points: { own: "you", recorded: "recorded", claimed: "as claimed" },
  sweeps: { own: "your measured", recorded: "the recorded", claimed: "the claimed" },
  yourPoint: "a measured sweep, the layers' weights only",
  watts: "Watts that the measured machine draws while it writes",
  wattsHint: (model: string, sweep: string): string =>
    `With the watts that you state, ${sweep} sweep of ${model} stands among them: the layers' weights only, without head and context.`,
  contextDiffers: (tokens: string): string =>
    `The measured points have no context, the curves ${tokens} tokens for each user: not the same work. Choose no context to compare them.`,
  noSweep: "A sweep of users at once, measured here, would stand among them.",
  otherModel: (model: string, sweep: string): string =>
    `To see ${sweep} sweep, choose what it is of: ${model}.`,
  note: {
    output: "Ticks: bounds and estimates. Outlined: published.",
    "input-and-output-with-cache": "Outlined: published. Nothing here is a bound.",
  },
  explain: {
    output:
      "Each curve is one system as more users share a step, fastest for each on the right: bounds, and estimates where several chips or evenly chosen experts enter, from published figures. A rack spreads a copy of the model over as many of its chips as is best, a single chip is taken alone. One token at a time; nobody measured the curves. Left of its beginning a system is read as it begins: at 1,024 users a copy, or with its memory full.",
    "input-and-output-with-cache":
      "Published for an agent's work, by one source and partly of systems before their release: input tokens count too, and those from a cache, so these rates are tens of times those of output alone. They are never set against bounds of output, and cannot be recomputed here.",
  },
  systems: "Choose systems",
  empty: "No system of the choice can be projected for this model.",
  leftOut: (count: string): string => `Left out: ${count} machines whose all-in power is unknown`,
  leftOutText:
    "Without the power of a chip with its share of host, network and cooling there is no rate per megawatt. It is not published of:",
  unprojected: "Without a curve:",
  sources: "Where these figures come from",
  assumed: "assumed",
} as const;
