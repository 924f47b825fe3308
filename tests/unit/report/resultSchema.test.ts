import { describe, expect, expectTypeOf, it } from "vitest";
import * as v from "valibot";
import type { Result } from "../../../src/domain/result.ts";
import { resultSchema } from "../../../src/report/resultSchema.ts";
import { fixtures } from "../../fixtures/results.ts";

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;
type Read = DeepReadonly<v.InferOutput<typeof resultSchema>>;

describe("schema of the result document", () => {
  it("has exactly the fields of the type Result", () => {
    expectTypeOf<Read>().toEqualTypeOf<DeepReadonly<Result>>();
  });

  it("reads a document from before users at once and residency", () => {
    const { batchSweep: _batchSweep, decode, ...rest } = fixtures.launchBound;
    const older = { ...rest, decode: decode.map(({ residency: _residency, ...row }) => row) };
    expect(v.parse(resultSchema, older)).toEqual({ ...fixtures.launchBound, batchSweep: [] });
  });

  it.each([0, -1, 1.5])("refuses a row for %d users", (batch) => {
    const [row] = fixtures.discrete.batchSweep;
    const withRow = (change: object) => ({
      ...fixtures.discrete,
      batchSweep: [{ ...row, ...change }],
    });
    expect(v.safeParse(resultSchema, withRow({ batch })).success).toBe(false);
    expect(v.safeParse(resultSchema, withRow({ layers: batch })).success).toBe(false);
    expect(v.safeParse(resultSchema, withRow({ batch: 1 })).success).toBe(true);
  });

  it.each(Object.entries(fixtures))("takes %s whole", (_name, result) => {
    expect(v.parse(resultSchema, result)).toEqual(result);
  });
});
