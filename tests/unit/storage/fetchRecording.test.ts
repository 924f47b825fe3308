import { afterEach, describe, expect, it, vi } from "vitest";
import { resultJson } from "../../../src/report/json.ts";
import { fetchRecording } from "../../../src/storage/fetchRecording.ts";
import { fixtures } from "../../fixtures/results.ts";

const answering = (answer: () => Promise<Response>) => {
  const fetching = vi.fn(answer);
  vi.stubGlobal("fetch", fetching);
  return fetching;
};
const text = resultJson(fixtures.discrete);

describe("the recording that the site brings along", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is read with the confidence that it was measured with", async () => {
    const fetching = answering(async () => new Response(text));
    expect(await fetchRecording("recorded/h100.json")).toMatchObject({
      environment: { label: fixtures.discrete.environment.label },
      confidence: fixtures.discrete.confidence,
    });
    expect(fetching).toHaveBeenCalledExactlyOnceWith("recorded/h100.json");
  });

  it("is not asked for where there is none", async () => {
    const fetching = answering(async () => new Response(text));
    expect(await fetchRecording("")).toBe(undefined);
    expect(fetching).not.toHaveBeenCalled();
  });

  it.each<readonly [string, () => Promise<Response>]>([
    ["is gone", async () => new Response("", { status: 404 })],
    ["is damaged", async () => new Response(text.slice(9))],
    ["cannot be reached", () => Promise.reject(new TypeError("offline"))],
  ])("is left out where it %s", async (_, answer) => {
    answering(answer);
    expect(await fetchRecording("recorded/h100.json")).toBe(undefined);
  });
});
