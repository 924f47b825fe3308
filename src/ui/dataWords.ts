import type { ReferenceSection } from "../reference/referenceTables.ts";

/** Words of the page with all reference data. */
export const dataWords = {
  name: "Decode Wall",
  home: "Measure your own GPU",
  compare: "Two machines side by side",
  pages: "Other pages",
  heading: "Every figure, with its source",
  text: "What this site knows of machines and models that it did not measure itself. Each number names where it is published and how far to trust it; where sources disagree, their range follows it.",
  asOf: (date: string): string => `Looked up on ${date}.`,
  coming: "The figures are being fetched.",
  failed: "The figures could not be fetched. The files below hold the same.",
  sections: {
    machines: "Machines",
    pairs: "Pairs",
    models: "Models",
    measurements: "Measured by others",
    claims: "Claims",
    sources: "Sources",
  } satisfies Readonly<Record<ReferenceSection, string>>,
  sectionTexts: {
    machines:
      "One figure a row: as published, dense peaks apart from sparse ones. A rack's figures are sums over its chips.",
    pairs: "Two systems of which one reads prompts and the other writes answers.",
    models: "Shapes as published; numbers of weights are computed from them.",
    measurements:
      "Measured by others on named machines, never by this site. Bounds are held against them wherever they are of a comparable set-up.",
    claims: "Statements that are repeated about machines, and what to know before believing them.",
    sources: "The documents that all figures above are taken from.",
  } satisfies Readonly<Record<ReferenceSection, string>>,
  choose: "Part of the data",
  find: "Find in this part",
  shown: (shown: string, all: string): string =>
    shown === all ? `${all} rows` : `${shown} of ${all} rows`,
  more: "Show all rows",
  none: "No row has all these words.",
  csv: (section: string): string => `${section} as CSV`,
  files: "As files",
  terms: "Terms of use",
  machine: (vendor: string, year: string, status: string, chips: number): string =>
    [vendor, year, status, ...(chips > 1 ? [`${chips} chips`] : [])].join(", "),
  reportColumn: "Report",
  report: "Wrong?",
  reportLabel: (name: string): string => `Wrong? Report ${name}`,
  reportHeading: "Report a wrong number",
  reportText:
    "Nothing is sent from here. Copy this text, fill in what is right and where it is published, and send it to whoever runs this site.",
  copy: "Copy",
  copied: "Copied.",
  copyFailed: "This browser does not let a page copy: select the text instead.",
  close: "Close",
} as const;
