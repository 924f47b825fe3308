import { toJsonSchema } from "@valibot/to-json-schema";
import { resultSchemaId } from "../domain/result.ts";
import { resultSchema } from "./resultSchema.ts";

/** Where the page publishes the schema, below its own address. */
export const resultJsonSchemaPath = `schema/${resultSchemaId.replace("/", "-")}.json`;

/**
 * The result document as JSON Schema (draft-07), for readers in other languages. Used while building
 * only: the page checks with `resultSchema` itself.
 */
export const resultJsonSchema = (): object => ({
  title: resultSchemaId,
  description:
    "A result of Decode Wall. SI units, unscaled; an absent field means not measured. Intervals also hold low ≤ median ≤ high. Unknown fields are to be ignored.",
  ...toJsonSchema(resultSchema, {
    typeMode: "input",
    target: "draft-07",
    ignoreActions: ["check"], // a comparison of fields, which JSON Schema has no word for
  }),
});
