import { rotatedValues } from "../../domain/forwardModel.ts";
import { decodeHalves } from "../../kernels/step/float16.ts";
import { activationStride } from "../../kernels/matrixLayout.ts";
import { attendTiles } from "../../kernels/step/attend.ts";
import { merge } from "../../kernels/step/merge.ts";
import { rotate, type RotateShape } from "../../kernels/step/rotate.ts";
import { rotationTable } from "../../workloads/rotations.ts";
import { stepRows } from "../../workloads/stepPlan.ts";
import { attendShape } from "./attendShape.ts";
import { compareRow } from "./compareRow.ts";
import { blockWords, keyRanges, keysOf, valueRange } from "./cacheRanges.ts";
import {
  dispatchOf,
  readFloats,
  someRow,
  words,
  wordsOf,
  type StepParts,
  type WiredOperation,
} from "./stepParts.ts";

/** Split, norms of heads, rotation and the write of key and value. */
export const wireRotate = (parts: StepParts, layer: number): WiredOperation => {
  const { context, plan, weights, caches, buffers } = parts;
  const { model, rowsPerSequence } = plan;
  const { heads, kvHeads, headDim, normEpsilon } = model;
  const rotaryDim = rotatedValues(model);
  const { keys, values, capacity } = caches.layers[layer]!;
  const offsetOf = (name: "queryNorm" | "keyNorm" | "qkvBias"): number | undefined =>
    weights.vectorOf(name, layer)?.offset;
  const [queryWeights, keyWeights, bias] = [
    offsetOf("queryNorm"),
    offsetOf("keyNorm"),
    offsetOf("qkvBias"),
  ];
  const shape: RotateShape = {
    rows: stepRows(plan),
    rowsPerSequence,
    heads,
    kvHeads,
    headDim,
    rotaryDim,
    capacity,
    firstPosition: buffers.firstPosition,
    epsilon: normEpsilon,
    ...(queryWeights !== undefined && { queryWeights }),
    ...(keyWeights !== undefined && { keyWeights }),
    ...(bias !== undefined && { bias }),
  };
  const rotations = buffers.rotations[rotationTable(model, layer)];
  const name = `rotate of layer ${layer}`;
  const inputStride = activationStride((heads + 2 * kvHeads) * headDim);
  return {
    name,
    dispatches: [
      dispatchOf(parts, rotate, shape, [
        buffers.qkv,
        weights.vectors,
        rotations,
        buffers.state,
        buffers.query,
        keys,
        values,
      ]),
    ],
    check: async () => {
      const row = someRow(parts);
      const [state] = await readFloats(parts, [words(buffers.state, 2 * row, 2)]);
      const position = wordsOf(state!)[1]!;
      const cache = { model, capacity, from: position % capacity, count: 1 };
      const turns = words(rotations, (position - buffers.firstPosition) * rotaryDim, rotaryDim);
      const kinds = ["query", "key", "value"] as const;
      const checks = [];
      for (const kind of kinds) {
        const head = context.random.below(kind === "query" ? heads : kvHeads);
        const place = { ...cache, sequence: Math.floor(row / rowsPerSequence), kvHead: head };
        const slot = { query: 0, key: heads, value: heads + kvHeads }[kind] + head;
        const written = {
          query: () => [
            words(buffers.query, row * activationStride(heads * headDim) + head * headDim, headDim),
          ],
          key: () => keyRanges(keys, place),
          value: () => [valueRange(values, place)],
        }[kind]();
        const [input, turn, ...outputs] = await readFloats(parts, [
          words(buffers.qkv, row * inputStride + slot * headDim, headDim),
          turns,
          ...written,
        ]);
        const stored = outputs.map((each) => decodeHalves(wordsOf(each)));
        const output =
          kind === "query" ? outputs[0]! : kind === "key" ? keysOf(stored, 1) : stored[0]!;
        const own = weights.readVector("qkvBias", layer);
        const normWeights = kind === "value" ? undefined : weights.readVector(`${kind}Norm`, layer);
        const expected = rotate.reference({
          head: input!,
          epsilon: normEpsilon,
          ...(own && { bias: own.subarray(slot * headDim, (slot + 1) * headDim) }),
          ...(normWeights && { weights: normWeights }),
          ...(kind !== "value" && { rotations: turn! }),
        });
        checks.push(compareRow(`${kind} in ${name}`, expected, output, rotate.tolerance(shape)));
      }
      return checks.find(({ status }) => status === "failed") ?? checks[1]!;
    },
  };
};

/** Values that the attention of a whole step compares with float64, some layers' at least. */
const checkedValues = 2 ** 22;
const earlyRows = 64;

/** Of a prompt every second time one of the first: the fewer keys it sees, the more one too many shows. */
const attendingRow = (parts: StepParts): number => {
  const { random } = parts.context;
  const isEarly = parts.plan.rowsPerSequence > 1 && random.below(2) === 0;
  return isEarly ? random.below(Math.min(earlyRows, stepRows(parts.plan))) : someRow(parts);
};

/** Attention over splits, then their sum where there are several; proved together. */
export const wireAttend = (
  parts: StepParts,
  layer: number,
): { readonly attend: WiredOperation; readonly merge: WiredOperation } => {
  const { context, plan, weights, caches, buffers } = parts;
  const { attention } = parts.pipelines;
  const { model, rowsPerSequence, context: tokens } = plan;
  const { heads, kvHeads, headDim } = model;
  const { keys, values, capacity } = caches.layers[layer]!;
  const sinks = weights.vectorOf("sinks", layer)?.offset;
  const sunk = sinks === undefined ? {} : { sinks };
  const shape = { ...attendShape(plan, layer, capacity), ...sunk };
  const { splits } = attendTiles(shape);
  const merged = { rows: stepRows(plan), heads, headDim, splits, context: tokens, ...sunk };
  const bound = {
    query: buffers.query,
    keys,
    values,
    state: buffers.state,
    partials: splits === 1 ? buffers.attended : buffers.partials,
    stats: buffers.stats,
    vectors: weights.vectors,
    attended: buffers.attended,
  };
  const name = `attention of layer ${layer}`;
  /** Long contexts take long to read: then only every so many layers, by chance, are looked at. */
  const every = Math.max(
    1,
    Math.ceil((Math.min(tokens, shape.window ?? tokens) * headDim * model.layers) / checkedValues),
  );
  return {
    attend: {
      name: `attend of layer ${layer}`,
      dispatches: [
        dispatchOf(
          parts,
          attention,
          shape,
          attention.bindings.map((each) => bound[each as keyof typeof bound]),
        ),
      ],
    },
    merge: {
      name,
      dispatches:
        splits === 1
          ? []
          : [
              dispatchOf(parts, merge, merged, [
                buffers.partials,
                buffers.stats,
                weights.vectors,
                buffers.attended,
              ]),
            ],
      check: async () => {
        const row = attendingRow(parts);
        const head = context.random.below(heads);
        const at = row * activationStride(heads * headDim) + head * headDim;
        const [state, query, actual] = await readFloats(parts, [
          words(buffers.state, 2 * row, 2),
          words(buffers.query, at, headDim),
          words(buffers.attended, at, headDim),
        ]);
        if (context.random.below(every) > 0 && layer > 0) {
          return compareRow(name, [], actual!, attention.tolerance(shape));
        }
        const position = wordsOf(state!)[1]!;
        const from = Math.max(0, position + 1 - (shape.window ?? Infinity));
        const count = position + 1 - from;
        const place = {
          model,
          capacity,
          sequence: Math.floor(row / rowsPerSequence),
          kvHead: Math.floor(head / (heads / kvHeads)),
          // Of a full cache all is seen, in whatever order.
          from: count === capacity ? 0 : from,
          count,
        };
        const read = await readFloats(parts, [
          ...keyRanges(keys, place),
          valueRange(values, place),
        ]);
        const halves = read.map((each) => decodeHalves(wordsOf(each)));
        const sink = weights.readVector("sinks", layer)?.[head];
        const expected = attention.reference({
          query: query!,
          keys: keysOf(halves.slice(0, headDim / (2 * blockWords)), place.count),
          values: halves.at(-1)!,
          scale: shape.scale,
          ...(sink !== undefined && { sink }),
        });
        return compareRow(name, expected, actual!, attention.tolerance(shape));
      },
    },
  };
};
