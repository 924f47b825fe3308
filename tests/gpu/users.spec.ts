import { layerWork } from "../../src/domain/work.ts";
import { expect, test } from "./harness/server.ts";
import type { UserOutcome, UserTrial } from "./harness/userTrial.ts";
import { smallModel } from "./smallModel.ts";

const trials: readonly UserTrial[] = [
  { kernel: "gemv-f16", dataType: "f16", batch: 1, layers: 2 },
  { kernel: "gemv-batch-f16", dataType: "f16", batch: 2, layers: 1 },
  { kernel: "gemv-batch-f16", dataType: "f16", batch: 19, layers: 3 },
  { kernel: "gemv-batch-int4", dataType: "int4", batch: 8, layers: 2 },
  { kernel: "gemm-int4", dataType: "int4", batch: 33, layers: 2 },
  { kernel: "gemm-dot4-int8", dataType: "int8", batch: 16, layers: 2 },
];

for (const trial of trials) {
  const { kernel, dataType, batch, layers } = trial;
  test(`${batch} users go through ${layers} layers by ${kernel}`, async ({ harness }) => {
    const { measured, leaked } = await harness.evaluate(
      (input) => window.harness.measureUsers(input),
      trial,
    );
    expect(leaked).toBe(0);
    if (measured.status !== "measured") throw new Error(JSON.stringify(measured));
    const { row } = measured;
    expect(row).toMatchObject({
      model: "small",
      dataType,
      batch,
      layers: 12,
      layersMeasured: layers,
      includesAttention: false,
      contextTokens: 0,
      kernel,
      ...layerWork(smallModel, dataType, batch),
    });
    expect(row.verification.status, row.verification.reason).toBe("passed");
    expect(row.verification.maxRelativeError).toBeLessThanOrEqual(row.verification.tolerance);
    expect(row.seconds.samples.length).toBeGreaterThanOrEqual(6);
    expect(row.seconds.low).toBeGreaterThan(0);
  });
}

const reasonOf = ({ measured }: UserOutcome): string =>
  measured.status === "skipped" ? measured.skipped.code : measured.status;

for (const [fault, find, replace] of [
  [
    "writes nothing for one user",
    "token < parameters.m) {",
    "token < parameters.m && token != 5u) {",
  ],
  [
    "gives every user the first one's input",
    "parameters.inputOffset + token * parameters.inputStride",
    "parameters.inputOffset + firstToken * parameters.inputStride",
  ],
  [
    "halves what the second workgroup's users get",
    "parameters.scale * sums[r];",
    "select(1.0, 0.5, token >= 8u) * parameters.scale * sums[r];",
  ],
] as const) {
  test(`a kernel that ${fault} has no speed`, async ({ harness }) => {
    const trial = { kernel: "gemv-batch-f16", dataType: "f16", batch: 12, layers: 2 } as const;
    const outcomes = await harness.evaluate(
      async ([input, mutation]) => [
        await window.harness.measureUsers(input),
        await window.harness.measureUsers({ ...input, mutation }),
      ],
      [trial, { find, replace }] as const,
    );
    expect(outcomes.map(reasonOf)).toEqual(["measured", "failed-check"]);
    expect(outcomes.map(({ leaked }) => leaked)).toEqual([0, 0]);
  });
}

test("kernels are raced for users at once, and one that is wrong wins nothing", async ({
  harness,
}) => {
  const trial = {
    kernel: "gemv-batch-f16",
    rival: "gemm-f16",
    dataType: "f16",
    batch: 12,
    layers: 2,
  } as const;
  const lazy = { find: "octet < (parameters.k + 7u) / 8u", replace: "octet < 1u" };
  const [right, wrong] = await harness.evaluate(
    async ([input, mutation]) =>
      [
        await window.harness.measureUsers(input),
        await window.harness.measureUsers({ ...input, mutation }),
      ] as const,
    [trial, lazy] as const,
  );
  for (const { measured, leaked } of [right, wrong]) {
    expect(leaked).toBe(0);
    if (measured.status !== "measured") throw new Error(JSON.stringify(measured));
    const { kernel, variant, verification } = measured.row;
    expect(verification.status).toBe("passed");
    expect(measured.tuning?.winner).toBe(`${kernel} ${variant}`);
    expect(measured.tuning?.candidates).toHaveLength(2);
  }
  expect(wrong.measured).toMatchObject({ row: { kernel: "gemm-f16", variant: "16x128" } });
});
