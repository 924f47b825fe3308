import type { AttentionInput } from "../harness/attention.ts";
import type { Mutant } from "./mutant.ts";

/** A problem at which a kernel of attention is right for every output, and each of its mutants is not. */
export interface AttentionBench {
  readonly input: AttentionInput;
  readonly mutants: readonly Mutant[];
}

/** Several tiles and runs of keys behind an earlier context. */
const problem = { heads: 4, kvHeads: 2, headDim: 64, rows: 70, earlier: 61 } as const;
const windowed = { ...problem, window: 100, sinks: true } as const;
/** The largest score comes late, so that nothing before it counts. */
const growing = { ...problem, growth: 16 } as const;

const tile = "step-attend-tile";

const edgesOfTile: AttentionBench = {
  input: { attention: tile, ...windowed },
  mutants: [
    {
      fault: "lets a token see the one behind it",
      find: "(key < ends)",
      replace: "(key <= ends)",
    },
    {
      fault: "sees all that its tile's first query sees",
      find: "(key < ends) & (key >= begins)",
      replace: "(key < ends)",
    },
    {
      fault: "begins with the keys of its tile's last query",
      find: "let start = state[placeOf(firstQuery, firstRow, kvHead).x].y + 1u;",
      replace: "let start = state[placeOf(firstQuery + 31u, firstRow, kvHead).x].y + 1u;",
    },
    {
      fault: "swaps the outputs of two heads",
      find: "let at = place.x * parameters.rowBlocks + place.y * blocks + across;",
      replace: "let at = place.x * parameters.rowBlocks + (place.y ^ 1u) * blocks + across;",
    },
    {
      fault: "takes another head's sink",
      find: "sinks[parameters.firstSink + head]",
      replace: "sinks[parameters.firstSink + (head ^ 1u)]",
    },
  ],
};

const sumsOfTile: AttentionBench = {
  input: { attention: tile, ...growing },
  mutants: [
    {
      fault: "keeps totals as they were when a larger score comes",
      find: "totals[4u * column + i] *= factor[i];",
      replace: "totals[4u * column + i] *= 1.0;",
    },
    {
      fault: "keeps the sum as it was when a larger score comes",
      find: "sums *= factor;",
      replace: "",
    },
    {
      fault: "takes the keys of the first run for all",
      find: "min(run + across + i * ACROSS, to - 1u)",
      replace: "min(begin + across + i * ACROSS, to - 1u)",
    },
    {
      fault: "scores by the first dimensions only",
      find: "chunk < blocks; chunk += CHUNK",
      replace: "chunk < 8u; chunk += CHUNK",
    },
    {
      fault: "leaves the last key of a run out of the values",
      find: "key < min(KEYS, to - run); key++",
      replace: "key < min(KEYS - 1u, to - run); key++",
    },
    {
      fault: "does not scale queries",
      find: "= parameters.scale * query[at];",
      replace: "= 0.9 * query[at];",
    },
  ],
};

export const attentionBenches: readonly AttentionBench[] = [edgesOfTile, sumsOfTile];
