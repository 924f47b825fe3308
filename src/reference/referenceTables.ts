import type { Figure, Source } from "./accelerators.ts";
import type { AcceleratorProfile } from "./profile.ts";
import type { Reference } from "./reference.ts";

export const referenceSections = [
  "machines",
  "pairs",
  "models",
  "measurements",
  "claims",
  "sources",
] as const;
export type ReferenceSection = (typeof referenceSections)[number];

export type ReferenceCell = string | number | undefined;
export type ReferenceRow = Readonly<Record<string, ReferenceCell>>;

/** Part of the data as rows under columns, for files and lists. */
export interface ReferenceTable {
  readonly columns: readonly string[];
  readonly rows: readonly ReferenceRow[];
}

/** Columns in the order in which rows first have them. */
const tableOf = (rows: readonly ReferenceRow[]): ReferenceTable => ({
  columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
  rows,
});

type Origin = (id: string) => ReferenceRow;

const originOf =
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

interface NamedFigure {
  readonly figure: string;
  readonly unit: string;
  readonly of: Figure | undefined;
}

const peaksOf = (
  peaks: AcceleratorProfile["peakFlops"],
  name: (type: string) => string,
): readonly NamedFigure[] =>
  Object.entries(peaks).map(([type, of]) => ({ figure: name(type), unit: "FLOP/s", of }));

/** Every figure of a machine by name. */
export const figuresOf = (profile: AcceleratorProfile): readonly NamedFigure[] => [
  { figure: "memory", unit: "bytes", of: profile.memoryBytes },
  { figure: "memory bandwidth", unit: "bytes/s", of: profile.memoryBytesPerSecond },
  ...peaksOf(profile.peakFlops, (type) => `dense ${type} peak`),
  ...peaksOf(profile.sparsePeakFlops, (type) => `sparse ${type} peak as published`),
  ...peaksOf(profile.unlabelledPeakFlops, (type) => `${type} peak, dense or sparse not said`),
  { figure: "power", unit: "W", of: profile.watts },
  { figure: "all-in power of one chip", unit: "W", of: profile.allInWattsPerChip },
];

const machineRows = (profile: AcceleratorProfile, origin: Origin): readonly ReferenceRow[] => {
  const { id, name, vendor, year, status, chips, tiers, links, notes } = profile;
  const machine = { id, name, vendor, year, status, chips: chips.count };
  const figures = figuresOf(profile).flatMap(({ figure, unit, of }): readonly ReferenceRow[] =>
    of === undefined
      ? []
      : [
          {
            ...machine,
            figure,
            value: of.value,
            unit,
            low: of.range?.[0],
            high: of.range?.[1],
            confidence: of.confidence,
            ...origin(of.source),
            via: of.via,
            note: of.note,
          },
        ],
  );
  return [
    ...figures,
    ...tiers.map((tier) => ({
      ...machine,
      figure: `further memory, ${tier.type}`,
      value: tier.bytes,
      unit: "bytes",
      confidence: tier.confidence,
      ...origin(tier.source),
    })),
    ...(links
      ? [
          {
            ...machine,
            figure: `links, ${links.name}`,
            value: links.bytesPerSecond,
            unit: "bytes/s",
            confidence: "not sourced",
          },
        ]
      : []),
    ...notes.map((note) => ({ ...machine, figure: "note", note })),
  ];
};

const pairRows = ({ pairings }: Reference, origin: Origin): readonly ReferenceRow[] =>
  pairings.map(({ id, name, vendor, year, status, prefill, decode, sources, notes }) => ({
    id,
    name,
    vendor,
    year,
    status,
    prefill,
    decode,
    ...origin(sources[0] ?? ""),
    note: notes.join(" "),
  }));

const modelRows = ({ models }: Reference, origin: Origin): readonly ReferenceRow[] =>
  models.map(({ attention, experts, window, weights, ...model }) => ({
    id: model.id,
    name: model.name,
    layers: model.layers,
    hidden: model.hidden,
    attention: attention.kind,
    heads: attention.heads,
    kvHeads: attention.kind === "grouped" ? attention.kvHeads : undefined,
    headDim: attention.kind === "grouped" ? attention.headDim : undefined,
    latentDim: attention.kind === "latent" ? attention.latentDim : undefined,
    windowTokens: window?.tokens,
    globalLayers: window?.globalLayers,
    experts: experts?.count,
    expertsPerToken: experts?.perToken,
    sharedExperts: experts?.shared,
    vocabulary: model.vocabulary,
    longestContextTokens: model.longestContextTokens,
    weights: weights.total,
    weightsReadPerToken: weights.readPerToken,
    publishedFormat: model.publishedFormat,
    ...origin(model.source),
    note: model.note,
  }));

const measurementRows = ({ measurements }: Reference, origin: Origin): readonly ReferenceRow[] =>
  measurements.map(({ value, source, profile, hardware, ...measurement }) => ({
    id: measurement.id,
    machine: profile ?? hardware,
    metric: measurement.metric,
    value: typeof value === "number" ? value : value[0],
    highest: typeof value === "number" ? undefined : value[1],
    unit: measurement.unit,
    counts: measurement.counts,
    confidence: measurement.confidence,
    model: measurement.model,
    weights: measurement.weights ?? measurement.dtype,
    batch: measurement.batch,
    promptTokens: measurement.promptTokens,
    contextTokens: measurement.context ?? measurement.contextDepth,
    chips: measurement.chips ?? measurement.accelerators,
    tokensPerSecondPerUser: measurement.interactivityTokensPerSPerUser,
    scenario: measurement.scenario ?? measurement.workload,
    resultId: measurement.resultId,
    submitter: measurement.submitter,
    ...origin(source),
    note: measurement.note,
  }));

const claimRows = ({ claims }: Reference, origin: Origin): readonly ReferenceRow[] =>
  claims.map(({ value, source, compares, also: _also, ...claim }) => ({
    id: claim.id,
    subject: claim.subject,
    claim: claim.claim,
    value: typeof value === "object" ? value.join(" ") : value,
    unit: claim.unit,
    claimant: claim.claimant,
    system: compares?.system,
    baseline: compares?.baseline,
    operatingPoint: compares?.operatingPoint,
    confidence: claim.confidence,
    check: claim.check,
    ...origin(source),
  }));

const sourceRows = ({ sources }: Reference): readonly ReferenceRow[] =>
  sources.map(({ id, title, publisher, url, date, kind, note }) => ({
    id,
    title,
    publisher,
    url,
    date,
    kind,
    note,
  }));

/** Each section of the data as a table; machines one figure a row. */
export const referenceTables = (
  reference: Reference,
): Readonly<Record<ReferenceSection, ReferenceTable>> => {
  const origin = originOf(reference.sources);
  return {
    machines: tableOf(reference.profiles.flatMap((profile) => machineRows(profile, origin))),
    pairs: tableOf(pairRows(reference, origin)),
    models: tableOf(modelRows(reference, origin)),
    measurements: tableOf(measurementRows(reference, origin)),
    claims: tableOf(claimRows(reference, origin)),
    sources: tableOf(sourceRows(reference)),
  };
};

/** Where the site has a section as a file, dated by when its figures were looked up. */
export const sectionPath = (section: ReferenceSection, asOf: string): string =>
  `data/${section}-${asOf}.csv`;
