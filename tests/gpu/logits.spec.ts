import { runsEverything } from "../extent.ts";
import type { DataType } from "../../src/domain/dataType.ts";
import type { LogitsInput, LogitsOutcome } from "./harness/logits.ts";
import { expect, test } from "./harness/server.ts";
import { logitModels } from "./logitModels.ts";
import { stepMutants, type StepMutant } from "./mutants/stepMutants.ts";

const size = { promptTokens: 24, answerTokens: 16 } as const;

/** On two loaded cores; alone it takes a tenth. */
test.describe.configure({ timeout: runsEverything ? 400_000 : 180_000 });

const tile = "step-attend-tile";
const matrix = "emulated-attend-matrix";

type ModelName = keyof typeof logitModels;
type Trial = readonly [ModelName, DataType, Partial<LogitsInput>?];

/** Largest difference of a logit, as a share of the largest logit. */
const bounds: Readonly<Record<DataType, number>> = {
  f32: 1e-3,
  f16: 2e-2,
  // Against the same quantised weights, decoded: what is left is rounding.
  int8: 1e-3,
  int4: 1e-3,
  mxfp4: 1e-3,
};

const trials: readonly Trial[] = [
  // More keys than a workgroup takes at a time, in the prompt and in a split of the context.
  ["llama", "f32", { promptTokens: 100, splitKeys: 128 }],
  ["qwen", "f32"],
  // Several tiles of an expert's tokens.
  ["gptOss", "f32", { promptTokens: 90 }],
  ["gemma", "f32"],
  ["phi", "f32"],
  ["llama", "f16"],
  ["gptOss", "mxfp4"],
  ["qwen", "int4"],
  ["gemma", "f16", { chunkTokens: 9 }],
  // Token by token: layers with a window of 16 keep no more, and write over them twice.
  ["gptOss", "f32", { promptTokens: 1, answerTokens: 39 }],
  // By the tiles that a GPU takes, with sinks and windows, and behind an earlier context.
  ["gptOss", "f32", { promptTokens: 80, chunkTokens: 27, answerTokens: 1, attention: tile }],
  // On an emulated matrix unit, as GPUs take it where they have one.
  ["gemma", "f16", { promptTokens: 80, chunkTokens: 27, answerTokens: 1, attention: matrix }],
];

/** Every type of each kind, GPUs' variants and weights in several bindings. */
const moreTrials: readonly Trial[] = [
  ["qwen", "f16"],
  ["gptOss", "f32", { chunkTokens: 7 }],
  ["llama", "int8"],
  ["llama", "int4"],
  ["gemma", "mxfp4"],
  ["gptOss", "int8"],
  ["llama", "f16", { adapterKind: "hardware" }],
  ["gptOss", "mxfp4", { adapterKind: "hardware" }],
  ["gemma", "f32", { adapterKind: "hardware" }],
  ["multiHead", "f32", { adapterKind: "hardware" }],
  // By subgroups, of 4 on this adapter, wherever there is such a variant.
  ["llama", "f16", { adapterKind: "hardware", gemvVariant: "subgroups 128x4/8x2" }],
  ["llama", "int4", { adapterKind: "hardware", gemvVariant: "subgroups 256x8" }],
  ["qwen", "f32", { adapterKind: "hardware", gemvVariant: "128x32/8x1" }],
  ["llama", "f16", { promptTokens: 100, answerTokens: 2, attention: `${matrix}-8` }],
  ["qwen", "f16", { promptTokens: 70, answerTokens: 2, attention: `${matrix}-packed` }],
  ["gemma", "f32", { promptTokens: 70, answerTokens: 2, attention: tile }],
  ["llama", "f32", { bufferBytes: 2 ** 18 }],
  ["gptOss", "f32", { bufferBytes: 2 ** 18 }],
  // Tiles of 64 tokens, the last of a list hardly filled.
  ["gptOss", "f32", { promptTokens: 131 }],
  ["gptOss", "f16", { promptTokens: 131 }],
  ["gptOss", "int4", { promptTokens: 131, chunkTokens: 70 }],
];

const inputOf = ([name, dataType, more]: Trial): LogitsInput => ({
  model: logitModels[name],
  dataType,
  ...size,
  ...more,
});

const worst = ({ differences }: LogitsOutcome): number => Math.max(...differences);

// In one page, as each kernel is compiled once for it, and that takes a processor longest.
test("a prompt and 16 tokens have the logits of a float64 forward pass", async ({ harness }) => {
  for (const trial of runsEverything ? [...trials, ...moreTrials] : trials) {
    const name = JSON.stringify(trial);
    await test.step(name, async () => {
      const input = inputOf(trial);
      const outcome = await harness.evaluate((each) => window.harness.compareLogits(each), input);
      expect(outcome.differences, name).toHaveLength(1 + input.answerTokens);
      expect(worst(outcome), name).toBeLessThanOrEqual(bounds[trial[1]]);
      expect(outcome.wrongChoices, name).toBe(0);
      for (const { status, reason } of outcome.proofs) expect(status, reason).toBe("passed");
      expect({ errors: outcome.errors, leaked: outcome.leaked }).toEqual({
        errors: [],
        leaked: [],
      });
    });
  }
});

/** Users who share no experts to speak of, and those who do. */
const fewUsers = { users: 3, tokens: 6 } as const;
const users = { users: 13, tokens: 6 } as const;

test("users who write at once have each the logits of a forward pass of its own", async ({
  harness,
}) => {
  const { gptOss } = logitModels;
  const sizes = [
    { ...users, dataType: "mxfp4" },
    ...(runsEverything
      ? ([
          { ...fewUsers, dataType: "f32" },
          { ...users, dataType: "f32", bufferBytes: 2 ** 18 },
          { ...users, dataType: "int8" },
        ] as const)
      : []),
  ] as const;
  for (const trial of sizes) {
    const name = JSON.stringify(trial);
    const input = { model: gptOss, ...trial };
    const outcome = await harness.evaluate((each) => window.harness.compareUserLogits(each), input);
    expect(outcome.differences, name).toHaveLength(trial.tokens);
    expect(Math.max(...outcome.differences), name).toBeLessThanOrEqual(bounds[trial.dataType]);
    expect(outcome.wrongChoices, name).toBe(0);
    for (const { status, reason } of outcome.proofs) expect(status, reason).toBe("passed");
    expect({ errors: outcome.errors, leaked: outcome.leaked }).toEqual({ errors: [], leaked: [] });
  }
});

const shown = runsEverything ? stepMutants : stepMutants.filter(({ model }) => model === "llama");

test("a step with a fault has other logits, and its proof fails", async ({ harness }) => {
  const sizeOf = ({ promptTokens }: StepMutant) => promptTokens ?? size.promptTokens;
  for (const { model, promptTokens } of new Map(
    shown.map((mutant) => [
      `${mutant.model} ${sizeOf(mutant)}`,
      { model: mutant.model, promptTokens: sizeOf(mutant) },
    ]),
  ).values()) {
    const input = inputOf([model, "f32", { promptTokens }]);
    const control = await harness.evaluate((each) => window.harness.compareLogits(each), input);
    expect(worst(control)).toBeLessThanOrEqual(bounds.f32);
    expect(control.proofs.map(({ status }) => status)).toEqual(["passed", "passed"]);
    for (const { fault, kernel, find, replace } of shown.filter(
      (each) => each.model === model && sizeOf(each) === promptTokens,
    )) {
      const mutation = { kernel, find, replace };
      const outcome = await harness.evaluate((each) => window.harness.compareLogits(each), {
        ...input,
        mutation,
      });
      const name = `a step that ${fault}`;
      expect(worst(outcome), name).toBeGreaterThan(bounds.f32);
      expect(
        outcome.proofs.map(({ status }) => status),
        name,
      ).toContain("failed");
      expect(outcome.errors, name).toEqual([]);
    }
  }
});

test("gate and up that no binding holds together are multiplied first and activated then", async ({
  harness,
}) => {
  const { find, replace } = stepMutants.find(({ kernel }) => kernel === "step-gated-f32")!;
  const mutation = { kernel: "step-gated-f32", find, replace };
  const model = { ...logitModels.llama, layers: 1 };
  const input: LogitsInput = { model, dataType: "f32", promptTokens: 4, answerTokens: 2, mutation };
  const statusesOf = async (own: LogitsInput): Promise<readonly string[]> => {
    const outcome = await harness.evaluate((each) => window.harness.compareLogits(each), own);
    return outcome.proofs.map(({ status }) => status);
  };
  // A megabyte each: a fault of the kernel that does all at once shows only where it can.
  expect(await statusesOf({ ...input, bufferBytes: 2 ** 18 })).toEqual(["passed", "passed"]);
  expect(await statusesOf(input)).toEqual(["passed", "failed"]);
});

test("a layer that keeps a window only and mistakes a place in it has other logits", async ({
  harness,
}) => {
  const faults = [
    [
      "step-rotate",
      "let place = position % parameters.capacity;",
      "let place = min(position, parameters.capacity - 1u);",
    ],
    [
      "step-attend",
      "let place = key % parameters.capacity;",
      "let place = min(key, parameters.capacity - 1u);",
    ],
    ["step-attend", "begin + i - behind", "begin + i"],
  ] as const;
  const input: LogitsInput = {
    model: { ...logitModels.gptOss, layers: 2 },
    dataType: "f32",
    promptTokens: 1,
    answerTokens: 20,
  };
  const outcomeOf = (own: LogitsInput) =>
    harness.evaluate((each) => window.harness.compareLogits(each), own);
  expect(worst(await outcomeOf(input))).toBeLessThanOrEqual(bounds.f32);
  for (const [kernel, find, replace] of runsEverything ? faults : faults.slice(0, 2)) {
    const outcome = await outcomeOf({ ...input, mutation: { kernel, find, replace } });
    expect(worst(outcome), find).toBeGreaterThan(bounds.f32);
    expect(
      outcome.differences.slice(0, 15).filter((each) => each > bounds.f32),
      find,
    ).toEqual([]);
    expect(
      outcome.proofs.map(({ status }) => status),
      find,
    ).toContain("failed");
  }
});
