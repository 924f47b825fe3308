import { describe, expect, it } from "vitest";
import { resultJson } from "../../../src/report/json.ts";
import { openFile } from "../../../src/storage/openFile.ts";
import { fixtures } from "../../fixtures/results.ts";

const file = (...parts: BlobPart[]): Blob => new Blob(parts);

describe("opening a file", () => {
  it("reads a result and trusts it no further than medium", async () => {
    const read = await openFile(file(resultJson(fixtures.discrete)));
    expect(read).toMatchObject({ status: "ok", result: { confidence: { level: "medium" } } });
  });

  it("names where a damaged result is wrong", async () => {
    const damaged = resultJson(fixtures.discrete).replace(/"flops": \d+/, '"flops": -1');
    expect(await openFile(file(damaged))).toMatchObject({
      status: "refused",
      path: expect.stringMatching(/flops$/),
    });
  });

  it("does not read a file larger than 4 MiB", async () => {
    const large = file(new Uint8Array(4 * 2 ** 20 + 1));
    large.text = () => Promise.reject(new Error("was read"));
    expect(await openFile(large)).toMatchObject({ reason: expect.stringContaining("4 MiB") });
  });

  it("tells of a file that is gone", async () => {
    const gone = file("{}");
    gone.text = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    expect(await openFile(gone)).toMatchObject({ reason: expect.stringContaining("not be read") });
  });
});
