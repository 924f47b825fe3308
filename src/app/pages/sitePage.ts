/** A page of the site beside the main one: a static file of its own, not a route. */
export interface SitePage {
  /** Folder below the site's base, with a slash at its end. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Module that fills it, from the repository's root. */
  readonly script: string;
  /** Of the page without JavaScript. */
  readonly heading: string;
}

export const dataPage: SitePage = {
  path: "data/",
  title: "Figures of AI accelerators and models, each with its source | Decode Wall",
  description:
    "Memory, bandwidth, dense peaks, power and published measurements of GPUs, LPUs, TPUs and laptops: each number with source, date and confidence, as tables and CSV.",
  script: "/src/app/dataPage.ts",
  heading: "Every figure, with its source",
};

export const comparePage: SitePage = {
  path: "compare/",
  title: "Two AI machines side by side: reading and writing | Decode Wall",
  description:
    "How fast two machines can read a prompt and write the answer at most, by published memory bandwidth and arithmetic, with every term and source.",
  script: "/src/app/comparePage.ts",
  heading: "Two machines side by side",
};
