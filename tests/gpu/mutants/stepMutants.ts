import type { Mutation } from "../harness/mutate.ts";
import type { logitModels } from "../logitModels.ts";

/** A fault in one kernel of a step, and the model that shows it. */
export interface StepMutant extends Mutation {
  readonly kernel: string;
  readonly model: keyof typeof logitModels;
  /** Of a prompt that is read by the kernel with the fault; absent: any. */
  readonly promptTokens?: number;
  /** What the step does wrong, to follow "a step that". */
  readonly fault: string;
}

export const stepMutants: readonly StepMutant[] = [
  {
    kernel: "step-rotate",
    model: "llama",
    fault: "writes values one slot too early",
    find: "values[4u * ((stored * parameters.capacity + place) * blocks) + word]",
    replace: "values[4u * ((stored * parameters.capacity + max(place, 1u) - 1u) * blocks) + word]",
  },
  {
    kernel: "step-rotate",
    model: "llama",
    fault: "rotates keys by one position more than queries",
    find: "rotations[(position - parameters.firstPosition) * pairs + i]",
    replace: "rotations[(position - parameters.firstPosition + select(0u, 1u, isKey)) * pairs + i]",
  },
  {
    kernel: "step-rotate",
    model: "phi",
    fault: "turns a value with the one half a head away where only a part of the head is turned",
    find: "let high = head[pairs + i];",
    replace: "let high = head[dim / 2u + i];",
  },
  {
    kernel: "step-rotate",
    model: "qwen",
    fault: "norms keys with the queries' weights",
    find: "select(parameters.keyWeights, parameters.queryWeights, isQuery)",
    replace: "parameters.queryWeights",
  },
  {
    kernel: "step-attend",
    model: "llama",
    fault: "does not scale queries",
    find: "block = parameters.scale * query[begin + i / vectors];",
    replace: "block = query[begin + i / vectors];",
  },
  {
    kernel: "step-attend",
    model: "llama",
    fault: "lets a token of the prompt see the ones behind it",
    find: "key <= position && ",
    replace: "",
  },
  {
    kernel: "step-attend",
    model: "gptOss",
    fault: "lets a window be one token wider",
    find: "max(position + 1u, parameters.window) - parameters.window",
    replace: "max(position, parameters.window) - parameters.window",
  },
  {
    kernel: "step-attend",
    model: "llama",
    fault: "does not divide by the sum of one split",
    find: "return 1.0 / sum;",
    replace: "return 1.0;",
  },
  {
    kernel: "step-attend",
    model: "gptOss",
    fault: "swaps the outputs of two heads of one split",
    find: "+ 2u * ownHead * blocks;",
    replace: "+ 2u * (ownHead ^ 1u) * blocks;",
  },
  {
    kernel: "step-attend",
    model: "gptOss",
    fault: "takes another head's sink where there is one split",
    find: "sinks[parameters.firstSink + head]",
    replace: "sinks[parameters.firstSink + (head ^ 1u)]",
  },
  {
    kernel: "step-merge",
    model: "llama",
    fault: "drops one split of the context",
    find: "total += exp(",
    replace: "total += select(1.0, 0.0, split == 1u) * exp(",
  },
  {
    kernel: "step-merge",
    model: "llama",
    fault: "swaps the outputs of two heads",
    find: "head * parameters.blocks + block;",
    replace: "(head ^ 1u) * parameters.blocks + block;",
  },
  {
    kernel: "step-merge",
    model: "gptOss",
    fault: "leaves the sink out of the sum",
    find: "sum = exp(vectors[parameters.sinks + head] - largest);",
    replace: "sum = 0.0;",
  },
  {
    kernel: "step-norm",
    model: "gemma",
    fault: "does not norm what a layer gives",
    find: "addendFactor = inverseOf(totalOf(squares, invocation));",
    replace: "addendFactor = 1.0;",
  },
  {
    kernel: "step-embed-f32",
    model: "llama",
    fault: "embeds the token of the row before",
    find: "let token = state[row].x;",
    replace: "let token = state[max(row, 1u) - 1u].x + select(0u, 1u, row == 0u);",
  },
  {
    kernel: "step-activate",
    model: "llama",
    fault: "takes gate for up",
    find: "return gate * sigmoid(gate) * up;",
    replace: "return up * sigmoid(up) * gate;",
  },
  {
    kernel: "step-gated-f32",
    model: "llama",
    fault: "swaps gate and up in its product with them",
    find: "scaled.xyxy, scaled.zwzw",
    replace: "scaled.zwzw, scaled.xyxy",
  },
  {
    kernel: "step-gated-f32",
    model: "llama",
    fault: "has the activation of another model",
    find: "switch activation {",
    replace: "switch activation + 1u {",
  },
  {
    kernel: "step-gated-f32",
    model: "llama",
    fault: "takes the row of up beside the gate's",
    find: "let ups = gates + outputs;",
    replace: "let ups = (gates ^ vec2u(1u)) + outputs;",
  },
  {
    kernel: "step-gated-f32",
    model: "llama",
    fault: "never writes the last output of gate and up",
    find: "if (output < parameters.n / 2u) {",
    replace: "if (output + 1u < parameters.n / 2u) {",
  },
  {
    kernel: "step-activate",
    model: "gptOss",
    fault: "takes another expert's bias",
    find: "choices[row].x * 2u",
    replace: "(choices[row].x ^ 1u) * 2u",
  },
  {
    kernel: "step-route",
    model: "gptOss",
    fault: "lets experts weigh more than 1 together",
    find: "bitcast<u32>(weights[slot] / sum)",
    replace: "bitcast<u32>(weights[slot])",
  },
  {
    kernel: "step-experts-f32",
    model: "gptOss",
    fault: "fetches another expert than the chosen one",
    find: "let expert = choices[choice].x;",
    replace: "let expert = choices[choice].x ^ 1u;",
  },
  {
    kernel: "step-group",
    model: "gptOss",
    fault: "takes a tile for another expert's",
    find: "vec4u(expert, row,",
    replace: "vec4u(expert ^ 1u, row,",
  },
  {
    kernel: "step-group",
    model: "gptOss",
    fault: "loses the last token of an expert's list",
    find: "min(row + parameters.tileRows, last)",
    replace: "min(row + parameters.tileRows, last - 1u)",
  },
  {
    kernel: "step-grouped-experts-f32",
    model: "gptOss",
    promptTokens: 72,
    fault: "writes the rows that fill up a tile",
    find: `return order[row].x * parameters.outputStride;
}

// Whether four columns of a row are this dispatch's to write.
fn holds(tile: Tile, row: u32, column: u32) -> bool {
  let weightRow = tile.weightRow + column;
  return row < tile.endRow && column`,
    replace: `return order[select(0u, row, row < tile.endRow)].x * parameters.outputStride;
}

fn holds(tile: Tile, row: u32, column: u32) -> bool {
  let weightRow = tile.weightRow + column;
  return column`,
  },
  {
    kernel: "step-grouped-experts-f32",
    model: "gptOss",
    fault: "takes the number of a choice for that of its token",
    find: "select(own.x, own.y, parameters.sharesInput == 1u)",
    replace: "own.x",
  },
  {
    kernel: "step-grouped-experts-f32",
    model: "gptOss",
    fault: "multiplies with one choice of a tile less than it has",
    find: "if (t < rows) {",
    replace: "if (t + 1u < rows) {",
  },
  {
    kernel: "step-meet",
    model: "gptOss",
    fault: "gives every expert the weight of the likeliest",
    find: "bitcast<f32>(choices[choice].y)",
    replace: "bitcast<f32>(choices[token * parameters.chosen].y)",
  },
];
