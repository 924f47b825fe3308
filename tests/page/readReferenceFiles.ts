import { readFileSync } from "node:fs";
import {
  readReference,
  type RawAccelerators,
  type RawModels,
  type Reference,
} from "../../src/reference/reference.ts";

const json = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../src/reference/data/${name}.json`, import.meta.url), "utf8"),
  );

/** The reference that the page fetches, for values to compare it with. */
export const readReferenceFiles = (): Reference =>
  readReference(json("accelerators") as RawAccelerators, json("models") as RawModels);
