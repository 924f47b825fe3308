import { describe, expect, it } from "vitest";
import { youOf } from "../../../src/projection/you.ts";
import { uniformStorage } from "../../../src/projection/storedType.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";
import { modelOf, plain, setup } from "./subjects.ts";

const result = fixtures.discrete;
const measuredModel = result.decode[0]?.model ?? "";

describe("you among the machines", () => {
  it("are where the result measured this model, with its interval", () => {
    const you = youOf(result, modelOf(measuredModel), plain);
    const row = result.decode.find(
      ({ model, dataType }) => model === measuredModel && dataType === "f16",
    );
    if (you.status !== "measured" || !row) throw new Error(you.status);
    expect(you.perUser).toBeCloseTo(1 / row.secondsPerStep.median, 9);
    expect(you.low).toBeLessThanOrEqual(you.perUser);
    expect(you.high).toBeGreaterThanOrEqual(you.perUser);
    expect(you.confidence).toBe(result.confidence.level);
  });

  it("are under the ceilings of the run where it did not", () => {
    const you = youOf(result, modelOf("llama-3.1-405b"), plain);
    if (you.status !== "from-ceilings") throw new Error(you.status);
    expect(you.perUser).toBeCloseTo(
      (result.ceilings.memory?.bytesPerSecond ?? 0) / (2 * 403_752_042_496),
      1,
    );
    expect(you.weightBytes).toBe(2 * 405_853_388_800);
    const int4 = youOf(result, modelOf(measuredModel), setup({ storage: uniformStorage("int4") }));
    expect(int4.status).toBe("from-ceilings");
    const users = youOf(result, modelOf(measuredModel), setup({ batch: 512 }));
    expect(users.status).toBe("from-ceilings");
  });

  it("are absent where a processor measured, or nothing was measured", () => {
    const software = youOf(fixtures.software, modelOf("llama-3.1-8b"), plain);
    expect(software).toMatchObject({ status: "absent" });
    const bare = fixtureResult({ decode: [], ceilings: { compute: {} } });
    expect(youOf(bare, modelOf("llama-3.1-8b"), plain)).toMatchObject({ status: "absent" });
  });

  it("are not where a kernel failed its check", () => {
    const failed = fixtureResult({
      decode: result.decode.map((row) => ({
        ...row,
        verification: { ...row.verification, status: "failed" as const },
      })),
    });
    expect(youOf(failed, modelOf(measuredModel), plain).status).toBe("from-ceilings");
  });
});
