/** What stands in the place of a section that is fetched once it is needed. */
export const laterWords = {
  coming: "This part is fetched as you come near it.",
  fetching: "Fetching the figures for it…",
  failed: "This part could not be fetched. Nothing else of the page depends on it.",
  retry: "Fetch it again",
} as const;
