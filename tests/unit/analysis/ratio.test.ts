import { describe, expect, it } from "vitest";
import { ratioOf } from "../../../src/analysis/ratio.ts";
import type { DecodeRow, PrefillRow, Result } from "../../../src/domain/result.ts";
import { discreteMachine, fixtureResult, fixtures, resultOf } from "../../fixtures/results.ts";

const measured = (models: readonly string[], promptTokens = 512): Result =>
  resultOf({ machine: discreteMachine, models, promptTokens });

const withRows = (change: {
  readonly decode?: (row: DecodeRow) => DecodeRow;
  readonly prefill?: (row: PrefillRow) => PrefillRow;
}): Result => {
  const result = measured(["llama-3.2-1b"]);
  return {
    ...result,
    decode: result.decode.map(change.decode ?? ((row) => row)),
    prefill: result.prefill.map(change.prefill ?? ((row) => row)),
  };
};

const failedCheck = { status: "failed", maxRelativeError: 1, tolerance: 1e-6 } as const;

describe("R, how many times faster a GPU reads than it writes", () => {
  it("divides prefill's tokens/s at 512 tokens by one user's decode tokens/s", () => {
    const ratio = ratioOf(fixtureResult());
    if (ratio.status !== "known") throw new Error(ratio.reason);
    expect(ratio.model).toBe("llama-3.1-8b");
    expect(ratio.ratio).toBe(ratio.prefill.tokensPerSecond / ratio.decode.tokensPerSecond);
    expect(ratio.prefill.promptTokens).toBe(512);
    expect(ratio.decode.batch).toBe(1);
  });

  it.each([
    [["qwen3-0.6b", "llama-3.2-1b"], "llama-3.2-1b"],
    [["llama-3.2-1b", "qwen3-0.6b"], "llama-3.2-1b"],
    [["qwen3-32b", "llama-3.1-8b", "qwen3-0.6b"], "llama-3.1-8b"],
    [["qwen3-32b", "llama-3.2-3b"], "qwen3-32b"],
  ])("of %j is that of %s", (models, model) => {
    const ratio = ratioOf(measured(models));
    expect(ratio.status === "known" && ratio.model).toBe(model);
  });

  it("prefers a whole step to its weights alone", () => {
    const result = measured(["llama-3.2-1b"]);
    const step = <Row extends DecodeRow | PrefillRow>(row: Row): Row => ({
      ...row,
      includes: "step",
    });
    const ratio = ratioOf({
      ...result,
      decode: [...result.decode, ...result.decode.map(step)],
      prefill: [...result.prefill, ...result.prefill.map(step)],
    });
    expect(ratio.status === "known" && [ratio.decode.includes, ratio.prefill.includes]).toEqual([
      "step",
      "step",
    ]);
  });

  it.each<readonly [string, Result]>([
    ["the adapter is software", fixtures.software],
    ["only a short prompt was read", measured(["llama-3.2-1b"], 16)],
    ["nothing was read", fixtures.partial],
    ["only 32 bits were measured", withRows({ decode: (row) => ({ ...row, dataType: "f32" }) })],
    ["only a batch was measured", withRows({ decode: (row) => ({ ...row, batch: 8 }) })],
    [
      "writing failed its check",
      withRows({ decode: (row) => ({ ...row, verification: failedCheck }) }),
    ],
    [
      "reading failed its check",
      withRows({ prefill: (row) => ({ ...row, verification: failedCheck }) }),
    ],
    [
      "two models were measured, one each",
      withRows({ prefill: (row) => ({ ...row, model: "tiny" }) }),
    ],
    [
      "one counts more than the other",
      withRows({ prefill: (row) => ({ ...row, includes: "step" }) }),
    ],
  ])("is unknown where %s, and says why", (_why, result) => {
    const ratio = ratioOf(result);
    expect(ratio.status).toBe("unknown");
    expect(ratio.status === "unknown" && ratio.reason).toMatch(/^[A-Z].*\.$/);
  });

  it("is known where none of this is so", () => {
    expect(ratioOf(withRows({})).status).toBe("known");
  });
});
