import { describe, expect, it } from "vitest";
import { tensorTypes } from "../../../src/domain/tensorTypes.ts";
import { rotatedValues } from "../../../src/domain/forwardModel.ts";
import { storedWeightBytes } from "../../../src/domain/modelBytes.ts";
import { forwardModelById, forwardModels } from "../../../src/reference/forwardModels.ts";
import { rotationsOf, rotationTable } from "../../../src/workloads/rotations.ts";
import {
  headRows,
  operationName,
  planChunks,
  planStep,
  stepRows,
} from "../../../src/workloads/stepPlan.ts";
import { stepMatrices, vectorLayout } from "../../../src/workloads/stepTensors.ts";
import { bytesPerWeight } from "../../../src/domain/dataType.ts";
import { logitModels } from "../../gpu/logitModels.ts";
import { rotate, rotationOf } from "../../forward/rotation.ts";

const llama = forwardModelById("llama-3.1-8b")!;
const decode = { sequences: 1, rowsPerSequence: 1, context: 512 };

describe("a step's plan", () => {
  it("is nine operations a layer and five outside of them", () => {
    const { operations } = planStep({ ...decode, model: llama, types: tensorTypes(llama, "f16") });
    expect(operations).toHaveLength(32 * 9 + 5);
    const names = operations.map(operationName);
    expect(new Set(names).size).toBeGreaterThan(32 * 8);
    expect(names.slice(0, 3)).toEqual(["embed", "norm of layer 0", "qkv of layer 0"]);
    expect(names.slice(-4)).toEqual(["finalNorm", "head", "argmax", "choose"]);
  });

  it.each([
    ["one user", { sequences: 1 }, true],
    ["16 users", { sequences: 16 }, true],
    ["17 users, who take the GEMM", { sequences: 17 }, false],
    ["a prompt", { rowsPerSequence: 8 }, false],
    ["a mixture of experts", { model: logitModels.gptOss }, false],
  ] as const)("gate, up and activation are one operation for %s: %o", (_, change, isGated) => {
    const types = tensorTypes(llama, "f16");
    const { operations } = planStep({ ...decode, model: llama, types, ...change });
    const kinds = operations.map(({ kind }) => kind);
    expect(kinds.includes("gated")).toBe(isGated);
    expect(kinds.includes("activate")).toBe(!isGated);
  });

  it("sorts the choices of many tokens by expert, and has them meet, in every chunk alike", () => {
    const { gptOss } = logitModels;
    const types = tensorTypes(gptOss, "mxfp4");
    const kinds = (rowsPerSequence: number, chunkTokens?: number) =>
      planChunks(
        { model: gptOss, types, sequences: 1, rowsPerSequence, context: rowsPerSequence },
        chunkTokens,
      ).map(({ operations }) =>
        operations.flatMap((each) => ("layer" in each && each.layer === 0 ? [each.kind] : [])),
      );
    const [alone] = kinds(1);
    const [together] = kinds(24);
    expect(alone!.slice(-5)).toEqual(["product", "route", "experts", "activate", "experts"]);
    expect(together!.slice(-7)).toEqual([
      "product",
      "route",
      "group",
      "experts",
      "activate",
      "experts",
      "meet",
    ]);
    // Its last chunk is of two tokens, which alone would not.
    expect(kinds(24, 11)).toEqual([together, together, together]);
  });

  it("adds what every part of a layer gave exactly once", () => {
    const { gptOss } = logitModels;
    const { operations } = planStep({
      ...decode,
      model: gptOss,
      types: tensorTypes(gptOss, "mxfp4"),
    });
    const added = operations.flatMap((each) =>
      "adds" in each && each.adds ? [`${each.adds.part} ${each.adds.layer}`] : [],
    );
    const expected = [0, 1, 2, 3].flatMap((layer) => [
      `attention ${layer}`,
      `feedForward ${layer}`,
    ]);
    expect(added).toEqual(expected);
  });

  it("reads a long prompt in even chunks, each behind the one before, and the head after the last", () => {
    const task = { model: llama, types: tensorTypes(llama, "f16"), sequences: 1 };
    const prompt = (tokens: number) =>
      planChunks({ ...task, rowsPerSequence: tokens, context: tokens }, 2048);
    expect(prompt(2048)).toHaveLength(1);
    const chunks = prompt(5000);
    expect(chunks.map(({ rowsPerSequence }) => rowsPerSequence)).toEqual([1667, 1667, 1666]);
    expect(chunks.map(({ context }) => context)).toEqual([1667, 3334, 5000]);
    const heads = chunks.map(({ operations }) => operations.filter(({ kind }) => kind === "head"));
    expect(heads.map(({ length }) => length)).toEqual([0, 0, 1]);
    expect(chunks.map(({ operations }) => operations.length)).toEqual([321, 321, 325]);
  });

  it("sends every user through the head, and of a prompt the last token only", () => {
    const task = { model: llama, types: tensorTypes(llama, "f16"), context: 512 };
    const users = { ...task, sequences: 16, rowsPerSequence: 1 };
    const prompt = { ...task, sequences: 1, rowsPerSequence: 512 };
    expect([stepRows(users), headRows(users)]).toEqual([16, 16]);
    expect([stepRows(prompt), headRows(prompt)]).toEqual([512, 1]);
  });
});

describe.each(forwardModels.map((model) => [model.id, model] as const))("%s", (_, model) => {
  it("has the matrices and vectors that its bytes are counted by", () => {
    const types = tensorTypes(model, "f16");
    const matrices = stepMatrices(model, types)
      .map(({ rows, columns, dataType }) => rows * columns * bytesPerWeight(dataType))
      .reduce((sum, bytes) => sum + bytes, 0);
    const vectors = vectorLayout(model).vectors.reduce((sum, { length }) => sum + 4 * length, 0);
    expect(matrices + vectors).toBe(storedWeightBytes(model, "f16"));
  });

  it("has rows that need no padding", () => {
    const { hidden, heads, headDim, experts, feedForward } = model;
    for (const width of [hidden, heads * headDim, experts?.feedForward ?? feedForward]) {
      expect(width % 32).toBe(0);
    }
    expect(headDim % 8).toBe(0);
    expect(headDim).toBeLessThanOrEqual(256);
  });

  it.each([0, model.layers - 1])("rotates in layer %i as the tests' forward pass does", (layer) => {
    const table = rotationsOf(model, rotationTable(model, layer), 1000, 2);
    const head = Float64Array.from({ length: model.headDim }, (_unused, i) => Math.sin(i + 1));
    const expected = rotate(head, 1001, rotationOf(model, layer));
    const pairs = rotatedValues(model) / 2;
    const differences = Array.from({ length: pairs }, (_unused, pair) => {
      const cosine = table[2 * (pairs + pair)]!;
      const sine = table[2 * (pairs + pair) + 1]!;
      return Math.abs(head[pair]! * cosine - head[pairs + pair]! * sine - expected[pair]!);
    });
    expect(Math.max(...differences)).toBeLessThan(1e-6);
  });
});
