import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readOwnResult } from "../../../src/report/readResult.ts";
import { resultTable } from "../../../src/report/table.ts";

const folder = fileURLToPath(new URL("../../fixtures/released/", import.meta.url));
const documents = readdirSync(folder);

/** One document of each released version, as its command wrote it. */
describe("a document of a released version", () => {
  it("is kept, of one at least", () => {
    expect(documents.length).toBeGreaterThan(0);
  });

  it.each(documents)("%s is read, and nothing of it is lost", (name) => {
    const text = readFileSync(folder + name, "utf8");
    const read = readOwnResult(text);
    if (read.status !== "ok") throw new Error(read.reason);
    expect(read.result).toMatchObject({ schema: "decode-wall.result/1" });
    expect(read.result.kernels.length).toBe(
      (JSON.parse(text) as { kernels: readonly unknown[] }).kernels.length,
    );
    expect(resultTable(read.result, 100)).toContain("Ceilings");
  });

  it("of a later major is refused with words", () => {
    const text = readFileSync(folder + documents[0]!, "utf8").replace("result/1", "result/2");
    expect(readOwnResult(text).status).toBe("refused");
  });
});
