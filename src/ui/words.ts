import type { DataType } from "../domain/dataType.ts";
import type { ConfidenceLevel, Operation, Phase } from "../domain/result.ts";

/** Every word that the page itself says. Failures and warnings have theirs in `report/words.ts`. */

export const dataTypeNames: Readonly<Record<DataType, string>> = {
  f32: "32-bit",
  f16: "16-bit",
  int8: "8-bit",
  int4: "4-bit",
  mxfp4: "4-bit (mxfp4)",
};

export const operationNames: Readonly<Record<Operation, string>> = {
  gemm: "matrix × matrix",
  gemv: "matrix × vector",
  attention: "attention",
  other: "ceiling",
};

/** Of kernels that measure a ceiling. */
export const ceilingNames: Readonly<Record<Phase, string>> = {
  prefill: "arithmetic ceiling,",
  decode: "memory ceiling,",
};

export const confidenceNames: Readonly<Record<ConfidenceLevel, string>> = {
  high: "confidence high",
  medium: "confidence medium",
  low: "confidence low",
  invalid: "not comparable",
};

export const runWords = {
  start: "Measure this GPU",
  startSoftware: "Try it on the processor",
  startAgain: "Measure again",
  full: "Measure everything",
  fullHint: "Everything is every kernel and data type, and takes minutes.",
  cancel: "Stop and keep what is finished",
  progress: "Measurement progress",
  preparing: "now: asking the browser for the GPU",
  estimating: "estimating the time left",
  retry: "Try again",
  smaller: "Measure within half the memory",
  partialKept: "What was finished before is kept below, marked partial.",
  technical: "What the browser said",
  wrongOptions: "Which one, and what would be right",
} as const;

export const preflightWords = {
  heading: "Before you measure",
  checks: ["plugged in", "other tabs closed", "this tab in front", "device cool"],
  looking: "Looking for a GPU…",
  software: "To measure your GPU:",
  softwareCheck:
    "On the processor it takes about a minute, proves the kernels right and says nothing about your GPU.",
  adapter: "This browser offers",
  notYours: "Not your GPU?",
  notYoursText:
    "Name it and give its memory: the page then goes by that. With two GPUs the browser chooses which, a page cannot. On Windows: Settings, Display, Graphics, choose this browser, High performance; on a Mac or Linux laptop plug the power in; then restart the browser.",
  nameLabel: "Name of your GPU",
  memoryLabel: "Its memory in GB",
} as const;

export const tableWords = {
  caption: "Every measurement of this run",
  columns: {
    name: "Measured",
    dataType: "Stored as",
    time: "Time, 95% interval",
    bytes: "Bytes moved",
    rate: "Rate",
    share: "Of the roofline",
    proof: "Proof (float64)",
  },
  provedOnly: "checked, not timed",
  passed: "passed",
  exact: "bit for bit",
  failed: "check failed, not shown",
  skipped: "Not measured",
  none: "Nothing is measured yet.",
} as const;

export const chartWords = {
  hint: "Left and right arrow keys go from point to point.",
  readoutHint: "Point at the chart, or use the arrow keys, to read its values.",
  missing: "The drawing could not be fetched: its values are in the table below.",
  table: "Show as a table",
  png: "Save PNG",
  svg: "Save SVG",
  name: "Name",
  interval: "95% interval",
  kind: "Kind",
  measured: "measured",
  published: "published",
  ceiling: "ceiling",
  corner: "corner at",
} as const;

export const rooflineWords = {
  title: "What limits each kernel",
  titlePublished: "What limits each chip",
  x: "FLOP per byte fetched",
  y: "FLOP/s",
  slope: "memory",
  ofBrowser: " in a browser,",
  note: "Solid: measured here. Dashed: published, not measured.",
  onlyPublished: "Ceilings from datasheets; nothing is measured yet.",
  empty: "The roofline appears when memory and arithmetic have been measured.",
} as const;

export const cardWords = {
  ofThousand: "of 1,000 arithmetic squares busy",
  ofOne: "of a square busy, of 1,000",
  notMeasured: "not measured",
  toCome: "still to be measured",
  failed: "check failed, not shown",
  unit: "1 square = 0.1% of the best arithmetic this GPU showed in this run",
  halves: "Half squares: the 95% interval.",
  hatched: "Hatched: published, beyond the best that this run reached",
  unitUnknown: "1 square = 0.1% of the best arithmetic of the run.",
  title: "The decode wall",
  ratio: "faster at reading",
  save: "Save image",
  copy: "Copy image",
  share: "Share",
  copied: "Image copied.",
  copyFailed: "This browser does not let a page copy images: save it instead.",
  endings: [
    { code: "cancelled", words: "cancelled at" },
    { code: "timed-out", words: "time ran out at" },
    { code: "device-lost", words: "GPU lost at" },
  ],
  ended: "ended at",
  recorded: "RECORDED",
  partial: "PARTIAL",
  claimed: "AS CLAIMED",
  noRecording: "No recording of a real GPU yet. Your measurement fills these squares.",
} as const;

export const lensWords = {
  label: "What the picture shows",
  users: "Users at once",
  alone: "As in the sentence above.",
  weightsOnly: "The layers' weights only: no head, no attention, no cache.",
  whole: "whole chip, by datasheet",
  wholeDetail:
    "Beside the whole chip by its datasheet, of which a browser exposes a part. Reading and writing are as measured.",
  chip: "Beside the whole chip of",
  choose: "choose a chip",
  source: "Published, not measured here:",
} as const;

export const actWords = {
  name: "Decode Wall",
  question: "How much of your GPU does AI writing leave idle?",
  promise: "Measure it here: about 30 s, nothing leaves this machine.",
  promiseSoftware: "This browser offers no GPU, only the processor.",
  promiseNothing: "It cannot be measured here as things are.",
  openInstead: "Results measured elsewhere can be read here too:",
  openLink: "open or drop one.",
  claimed:
    "As claimed by this file: it was not measured here. The derived numbers were calculated again, and confidence is medium at most.",
} as const;

/** Explained in place, where a word first stands. */
export const terms = {
  token: "about 3/4 of a word: models read and write in tokens",
  kernel: "a small program that the GPU runs: here the arithmetic of a model",
  ridge: "the FLOP per byte from which arithmetic, not memory, is the limit",
  "FLOP per byte": "how many multiplications and additions are done with each byte fetched",
} as const;
export type Term = keyof typeof terms;

export const sectionWords = {
  card: "Reading fills the GPU. Writing leaves it idle.",
  cardNeutral: "1,000 squares of arithmetic: how many are busy?",
  cardText:
    "A GPU that reads a prompt handles all its tokens at once: each weight it fetches is used hundreds of times. To write, it handles one token at a time, and each weight is fetched, used once and dropped.",
  why: "Why: fetch everything, use it once",
  whyText:
    "One token needs every weight of the model. Fetching them takes far longer than the arithmetic done with them.",
  onlyGpus: "No bars here: the speed of a processor says nothing about a GPU.",
  whyEmpty: "The bars appear when a model has been measured.",
  types: "What fewer bits buy",
  company: "The fix is company",
  companyText:
    "Fetched once, a weight can serve many users: as many tokens are written at once as there are users, until arithmetic is the limit. That takes about as many users as reading is times faster than writing.",
  cache: "Nearer memory is faster, and small",
  cacheText:
    "A chip's own cache delivers faster than its memory as long as everything fits into it.",
  onlyGpusHere: "Nothing here: the speed of a processor says nothing about a GPU.",
  chips: "Every chip has this shape",
  chipsText:
    "Below the slope memory is the limit, under the roof arithmetic is. Writing sits at about 1 FLOP per byte, far left of every chip's corner, its ridge; reading sits to the right.",
  race: "The same task, three machines",
  raceText:
    "First each machine reads what you asked: you wait, and see nothing. Then it writes, one token after another.",
  interactivity: "“Many times better”: where on the curve, and than what?",
  interactivityText:
    "One system can serve few users fast or many slowly, so what a megawatt yields falls as each user's speed rises. A number of times better holds at one place of the curve, against one other system: drag the ruler.",
  here: "You are here",
  hereText:
    "Writing, machine by machine: at most as many tokens a second as memory and arithmetic allow, by published figures. Open a rung to see what its figure follows from.",
  toData: "All figures, with their sources",
  toCompare: "Two machines side by side",
  belief: "Can I believe this?",
  reminder: "faster at reading than at writing",
  take: "Take it with you",
} as const;

export const whyWords = {
  title: "Time of one token",
  fetch: "fetch",
  compute: "compute",
  measured: "measured",
  explain:
    "Fetch: the bytes at this GPU's memory ceiling. Compute: the FLOP at the ceiling of their path. Both from this run. Measured: what a step took, with its 95% interval.",
  columns: { dataType: "Stored as", fetch: "Fetch", compute: "Compute", measured: "Measured" },
} as const;

export const companyWords = {
  title: "Tokens/s over users at once",
  x: "users at once",
  y: "tokens/s",
  inAll: "in all",
  perUser: "per user",
  memory: "memory's limit",
  memoryTop: "rises with the users",
  arithmetic: "arithmetic's limit",
  note: "The layers' weights only. Everything here is measured or from measured ceilings.",
  noteWithContext: "Points: the layers' weights only. Dashed: whole steps with context, at most.",
  growthKind: "where growth ends",
  growthEnds: (users: string): string => `growth ends: ${users} users`,
  growthEndsText: (users: string): string =>
    `Measured here: up to about ${users} users the tokens/s of all keep growing, since the same fetched weights serve everybody. Beyond, each further user takes from the others.`,
  ceilingsCross: (users: string): string =>
    `By the two ceilings of this run alone, arithmetic would be the limit from about ${users} users on.`,
  stillGrows: (users: string): string =>
    `Measured here: tokens/s of all still grow at ${users} users, the most that were tried.`,
  weightsOnly:
    "Weights of the layers only: no head, no attention, no context. This is company at its best.",
  context: (tokens: string, users: string): string =>
    `Context breaks it: with ${tokens} tokens each, the users' own keys and values are as many bytes as all the weights from about ${users} users on, and nobody shares those.`,
  choose: "How weights are stored",
  chooseContext: "Context of each user",
  noContext: "no context",
  contextOf: (tokens: string): string => `${tokens} tokens`,
  inAllWith: (tokens: string): string => `in all, ${tokens} each`,
  perUserWith: (tokens: string): string => `per user, ${tokens} each`,
  steps: "whole steps",
  wholeStep: (tokens: string): string => `whole step with ${tokens} tokens each`,
  withContext: "limit of a whole step with context",
  fromCeilings: "from this run's ceilings",
  neverFull: (tokens: string, limit: string, ridge: string): string =>
    `With ${tokens} tokens each, arithmetic never fills, however many users: a step comes to at most ${limit} FLOP per byte fetched, and this GPU's ridge is at ${ridge}. Dashed: at most so fast.`,
  fullFrom: (tokens: string, users: string, alone: string): string =>
    `With ${tokens} tokens each, arithmetic fills at about ${users} users instead of ${alone}. Dashed: at most so fast.`,
  cacheOf: (bytes: string): string =>
    `Dashed lines count the whole step: layers, head, and ${bytes} of keys and values a user, at 16 bits, which have to fit as well. They follow from the two ceilings.`,
  stepsMeasured: "Points without colour: whole steps with that context, measured.",
  stepsNot: "With that context no step was measured.",
  tooLong: (tokens: string): string => `This model is published for ${tokens} tokens at most.`,
  empty: "The curve appears when users at once have been measured.",
} as const;

export const cacheWords = {
  title: "Read rate by the size of what is read",
  x: "bytes read over and over",
  y: "byte/s",
  read: "streaming read",
  product: "matrix × vector",
  fromCache: "matrix × vector from the cache",
  memory: "memory",
  size: "cache: about",
  sizeKind: "where the rate falls to memory's",
  launches: "limit of one launch",
  launchesTop: "set / time of a launch",
  note: "Dotted slope: what launching alone would allow.",
  noKnee: "No set was read clearly faster than from memory.",
  limit: (launch: string): string =>
    `The dotted slope is the catch: launching a kernel takes ${launch} however little it fetches, and one token takes many launches.`,
  example: (cache: string, fetch: string, launches: string, count: string): string =>
    `Weights of ${cache}, as many as the cache holds, would be fetched in ${fetch}; ${count} launches, as many as a token of the model above took, last ${launches}. So a model in the cache does not write as fast as the cache reads.`,
  empty: "The curve appears when sets of growing size have been read.",
} as const;

export const typesWords = {
  title: "Speed of each stored type beside 16-bit",
  x: "bytes a weight, scales included",
  y: "times the speed of 16-bit",
  writing: "writing",
  reading: "reading",
  byBytes: "if only bytes counted",
  byBytesKind: "expectation",
  byBytesTop: "2 bytes / bytes a weight",
  text: "Fewer bytes a weight are fetched sooner, so writing gains. Reading is held by arithmetic: unpacking can cost what it gains. Squares read, circles write, at the same shapes.",
} as const;

export const chipsWords = {
  steps: {
    memory: "1 Memory",
    arithmetic: "2 Arithmetic",
    measured: "3 Your points",
    machines: "4 Other chips",
  },
  stepTexts: {
    memory:
      "The slope: the more is done with each byte, the faster it goes, as long as memory is the limit.",
    arithmetic: "The roof: more than its arithmetic no chip can do, however often a byte is used.",
    measured:
      "Your points: what this browser reached on this GPU. Squares read, circles write; bars are 95% intervals.",
    machines:
      "Other chips, dashed: published ceilings, nothing measured. They count units that a browser does not expose, so compare shapes, not heights.",
  },
  stepsLabel: "Build up the chart",
  type: "Data type of the other chips",
  types: {
    sixteen: "16-bit",
    eightFloat: "8-bit float",
    eightInteger: "8-bit integer",
    fourFloat: "4-bit float",
    full: "32-bit",
  },
  choose: "Choose other chips",
  chooseHint: "Any machine with both ceilings published for this type.",
  listFailed: "The full list could not be fetched; these are the first of it.",
  notPublished: (type: string, names: string): string =>
    `Not drawn at ${type}, since one of their two ceilings is not published: ${names}.`,
  racks: "Racks are left out: their figures are sums over many chips, which no single answer sees.",
  asOf: "Figures as published, looked up",
  sources: "Where these ceilings come from",
  peakNames: {
    fp32: "32-bit",
    fp16: "16-bit",
    bf16: "16-bit",
    fp8: "8-bit float",
    int8: "8-bit integer",
    fp4: "4-bit float",
  },
  confidences: {
    datasheet: "datasheet",
    "vendor-announcement": "vendor's announcement",
    press: "press",
    estimate: "estimate",
  },
} as const;

export const beliefWords = {
  reasons: "What lowers it",
  noReasons: "Nothing in this run lowers the confidence.",
  checks: "How it was checked",
  cannot: "What this page cannot tell",
  measurements: "Every measurement, with its proof",
  tuning: "Which variants were tried, and what won",
  limits: [
    "A browser does not expose the whole chip: usually no matrix units, and no 16-bit arithmetic on NVIDIA under Linux. Shares are of the arithmetic this browser exposes.",
    "On one H100, reading is 16 times faster than writing through a browser's f32 units, 81 times with its matrix units, and about 266 times in CUDA. A browser makes the wall look smaller, not larger.",
    "The memory ceiling is the fastest that this page could fetch, not the chip's own limit; a kernel may reach 100% of it within the interval.",
    "These are the speeds of one user at 16 bits, one token at a time. Fewer bits, speculative decoding and many users at once change them.",
  ],
  weightsOnly:
    "Weights only: attention and its cache are not in these figures, so long contexts are slower.",
} as const;

export const tuningWords = {
  columns: ["Kernel and shape", "Tried", "Won", "Left out, and why"],
  text: "Each kernel has variants. They are timed in turn on this device, only those that gave right results; the winner is timed again on fresh samples.",
  standard: "the default",
  faster: "faster than the default",
  searches: {
    finished: "all tried",
    "out-of-time": "then time ran out",
    remembered: "remembered from an earlier run, and checked again",
  },
} as const;

export const takeWords = {
  json: "Save JSON",
  csv: "Save CSV",
  open: "Open a result",
  openHint: "or drop a .json file anywhere on this page. Nothing is uploaded.",
  nothing: "There is no result to save yet.",
  refused: "This file cannot be shown.",
  private: "Nothing about you leaves this machine unless you take it out yourself.",
} as const;
