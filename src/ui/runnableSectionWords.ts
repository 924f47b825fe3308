/** What stands around "What can I run?" before its table is fetched. */
export const runnableSectionWords = {
  title: "What can I run?",
  text: "A model runs here if its weights and the conversation fit the GPU's memory. Fewer bits make it smaller, and faster to write with.",
  noRun: "Measure this GPU, and how fast each writes and reads stands here too.",
  onlyGpus: "No speeds here: that of a processor says nothing about a GPU.",
  recorded: (device: string): string => `RECORDED: the speeds are those of ${device}.`,
} as const;
