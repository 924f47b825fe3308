/** On what terms the collected figures may be used, and whom to credit; stands with every copy. */
export const attribution: readonly string[] = [
  "The figures are facts that others published; the source of each stands beside it.",
  "The collection and the values worked out from them are under this project's MIT licence: credit Decode Wall and the sources.",
  "MLPerf Inference v5.1 (Closed, result ids beside the values) is by MLCommons, retrieved from github.com/mlcommons/inference_results_v5.1; rates per accelerator were divided here and are not the verified metric. MLPerf is a registered trademark of MLCommons.",
  "Names of machines and models are their owners' trademarks and say nothing about endorsement.",
  "Nothing here was measured by this program.",
];

/** Where a wrong number can be reported: with its row, what it should be, and a source. */
export const correctionWords =
  "Wrong number? Report its id, the value that is right, and a public source for it.";
