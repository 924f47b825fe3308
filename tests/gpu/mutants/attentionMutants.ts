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

const matrix = "emulated-attend-matrix";

const edgesOfMatrix: AttentionBench = {
  input: { attention: matrix, ...windowed },
  mutants: [
    {
      fault: "lets a token see the one behind it",
      find: "return key < ends && key >= begins;",
      replace: "return key <= ends && key >= begins;",
    },
    {
      fault: "sees all that its tile's first query sees",
      find: "return key < ends && key >= begins;",
      replace: "return key < ends;",
    },
    {
      fault: "begins with the keys of its tile's last query",
      find: "let start = state[placeOf(firstQuery, firstRow, kvHead).x].y + 1u;",
      replace: "let start = state[placeOf(firstQuery + 31u, firstRow, kvHead).x].y + 1u;",
    },
    {
      fault: "swaps the outputs of two heads",
      find: "+ place.y * parameters.headDim + dim;",
      replace: "+ (place.y ^ 1u) * parameters.headDim + dim;",
    },
    {
      fault: "takes another head's sink",
      find: "sinks[parameters.firstSink + head]",
      replace: "sinks[parameters.firstSink + (head ^ 1u)]",
    },
    {
      fault: "shares the positions of one query among its neighbours",
      find: "let ends = state[placeOf(firstQuery + own, firstRow, kvHead).x].y + 1u;",
      replace: "let ends = state[placeOf(firstQuery + own / 4u * 4u, firstRow, kvHead).x].y + 1u;",
    },
  ],
};

const sumsOfMatrix: AttentionBench = {
  input: { attention: matrix, ...growing },
  mutants: [
    {
      fault: "keeps totals as they were when a shift rises",
      find: "rescales = atomicExchange(&risen, 0u);",
      replace: "rescales = 0u;",
    },
    {
      fault: "takes the keys of the first run for all",
      find: "min(firstKey + index % KEYS, to - 1u)",
      replace: "min(begin + index % KEYS, to - 1u)",
    },
    {
      fault: "keeps the sum as it was when a shift rises",
      find: "sum *= factor;",
      replace: "",
    },
    {
      fault: "scales totals by another query's factor",
      find: "Sum(factors[subgroup * UNIT_M + element / UNIT_N])",
      replace: "Sum(factors[subgroup * UNIT_M + ((element / UNIT_N) ^ 2u)])",
    },
    {
      fault: "takes the values of the first run for all",
      find: "min(firstKey + index / OCTETS, to - 1u)",
      replace: "min(begin + index / OCTETS, to - 1u)",
    },
    {
      fault: "lets weights leave f16",
      find: "const MOST = 11.0;",
      replace: "const MOST = 40.0;",
    },
    {
      fault: "scores without the last dimensions",
      find: "along < DIMS; along += UNIT_K",
      replace: "along + UNIT_K < DIMS; along += UNIT_K",
    },
    {
      fault: "leaves the last keys of a run out of the values",
      find: "along < KEYS; along += UNIT_K",
      replace: "along + UNIT_K < KEYS; along += UNIT_K",
    },
    {
      fault: "finds the largest score of every second key only",
      find: "most = max(most, scoreAt(own, key));",
      replace: "most = max(most, scoreAt(own, key & ~1u));",
    },
    {
      fault: "does not scale queries",
      find: "brought[0] = parameters.scale * query[at];",
      replace: "brought[0] = 0.9 * query[at];",
    },
  ],
};

export const attentionBenches: readonly AttentionBench[] = [
  edgesOfTile,
  sumsOfTile,
  edgesOfMatrix,
  sumsOfMatrix,
];
