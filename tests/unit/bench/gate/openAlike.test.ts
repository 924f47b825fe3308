import { describe, expect, it, vi } from "vitest";
import { openAlike } from "../../../../bench/gate/openAlike.ts";
import { watched } from "../../../../bench/gate/watched.ts";
import type { GpuPage } from "../../../../bench/gpuPage.ts";
import type { SamplerOptions } from "../../../../src/domain/sampler.ts";

const wanted: SamplerOptions = { suite: "smoke", metrics: ["gemv"] };

/** A page whose timestamps pass their test or not, and that heeds the wish for the wall clock or not. */
const pageOf = ({ passes = true, heeds = true } = {}) => {
  const asked: SamplerOptions[] = [];
  const close = vi.fn(() => Promise.resolve({ status: "taken", seconds: {} }));
  const sampler = (options: SamplerOptions) => {
    asked.push(options);
    const kind = passes && !(heeds && options.clock) ? "timestamp-query" : "wall";
    const timer = { kind, selfTest: kind === "wall" ? "failed" : "passed" };
    const opened = { environment: { timer }, choices: [], sizes: { gemvSide: 8 }, model: "tiny" };
    return Promise.resolve({ status: "ready", opened, close });
  };
  const gone = new Promise<never>(() => undefined);
  const page = { driver: { sampler, gone } } as unknown as GpuPage;
  return { page: watched(page, new AbortController().signal), asked, close };
};

const clockOf = (sampler: Awaited<ReturnType<typeof openAlike>>["a"] | undefined) =>
  sampler?.status === "ready" ? sampler.opened.environment.timer.kind : undefined;

describe("two samplers that are to be compared", () => {
  it("the second takes what the first has found", async () => {
    const there = pageOf();
    const here = pageOf();
    const { a, b } = await openAlike(there.page, here.page, wanted);
    expect([clockOf(a), clockOf(b)]).toEqual(["timestamp-query", "timestamp-query"]);
    expect(there.asked).toEqual([wanted]);
    expect(here.asked).toEqual([
      { ...wanted, models: ["tiny"], remembered: [], sizes: { gemvSide: 8 } },
    ]);
    expect(there.close).not.toHaveBeenCalled();
  });

  it("timestamps that fail their test are asked for once more, before the wall clock is taken", async () => {
    const there = pageOf({ passes: false });
    const here = pageOf();
    const { a, b } = await openAlike(there.page, here.page, wanted);
    expect([clockOf(a), clockOf(b)]).toEqual(["wall", "wall"]);
    expect(there.asked).toHaveLength(2);
    expect(here.asked).toMatchObject([{ clock: "wall" }]);
  });

  it("the first is opened anew by the wall clock where the second has no other", async () => {
    const there = pageOf();
    const here = pageOf({ passes: false });
    const { a, b } = await openAlike(there.page, here.page, wanted);
    expect([clockOf(a), clockOf(b)]).toEqual(["wall", "wall"]);
    expect(there.asked.map(({ clock }) => clock)).toEqual([undefined, "wall"]);
    expect(there.close).toHaveBeenCalledOnce();
  });

  it("a build that does not know of the wish keeps its clock, and nothing is hidden", async () => {
    const there = pageOf({ heeds: false });
    const { a, b } = await openAlike(there.page, pageOf({ passes: false }).page, wanted);
    expect([clockOf(a), clockOf(b)]).toEqual(["timestamp-query", "wall"]);
  });
});
