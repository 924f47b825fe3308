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

  it.each(Object.entries(fixtures))("takes %s whole", (_name, result) => {
    expect(v.parse(resultSchema, result)).toEqual(result);
  });
});
