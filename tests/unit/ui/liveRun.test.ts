import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../src/domain/events.ts";
import { foldEvent, liveRun, nothingYet } from "../../../src/ui/liveRun.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;
const [kernel] = discrete.kernels;
if (!kernel) throw new Error("the fixture has no kernels");

const progress = (fraction: number): RunEvent => ({
  kind: "progress",
  now: "GEMV in 16 bits",
  because: "writing is made of it",
  fraction,
  secondsLeft: 12,
});

describe("a run so far", () => {
  it("knows nothing before its first event", () => {
    expect(liveRun([])).toEqual(nothingYet);
  });

  it("says what is measured now, why, how far it is and how long it takes", () => {
    expect(liveRun([progress(0.25)])).toMatchObject({
      current: { now: "GEMV in 16 bits", because: "writing is made of it" },
      fraction: 0.25,
      secondsLeft: 12,
    });
  });

  it("never runs the bar back, as when a group is measured again", () => {
    expect(liveRun([progress(0.5), progress(0.4)]).fraction).toBe(0.5);
    expect(liveRun([progress(0.4), progress(0.5)]).fraction).toBe(0.5);
  });

  it("keeps each finished measurement in order", () => {
    const live = liveRun([
      { kind: "kernel", row: kernel },
      { kind: "kernel", row: { ...kernel, id: "second" } },
      ...discrete.decode.map((row): RunEvent => ({ kind: "decode", row })),
      ...discrete.prefill.map((row): RunEvent => ({ kind: "prefill", row })),
      { kind: "cachePoint", point: { workingSetBytes: 1e6, bytesPerSecond: 1e12 } },
    ]);
    expect(live.kernels.map(({ id }) => id)).toEqual([kernel.id, "second"]);
    expect(live.decode).toEqual(discrete.decode);
    expect(live.prefill).toEqual(discrete.prefill);
    expect(live.cacheCurve).toHaveLength(1);
  });

  it("takes the later of two rows of the same measurement, as when a group is measured again", () => {
    const again = { ...kernel, variant: "again" };
    const live = liveRun([
      { kind: "kernel", row: kernel },
      { kind: "kernel", row: { ...kernel, shape: { elements: 1 } } },
      { kind: "kernel", row: again },
    ]);
    expect(live.kernels).toEqual([{ ...kernel, shape: { elements: 1 } }, again]);
  });

  it("does so with users at once and with the cache curve", () => {
    const [row] = discrete.batchSweep;
    const [point] = discrete.cacheCurve;
    if (!row || !point) throw new Error("the fixture has no sweep");
    const live = liveRun([
      { kind: "batch", row },
      { kind: "batch", row: { ...row, batch: 2 } },
      { kind: "batch", row: { ...row, variant: "again" } },
      { kind: "cachePoint", point },
      { kind: "cachePoint", point: { ...point, bytesPerSecond: 1 } },
    ]);
    expect(live.batchSweep.map(({ batch, variant }) => [batch, variant])).toEqual([
      [2, row.variant],
      [1, "again"],
    ]);
    expect(live.cacheCurve).toEqual([{ ...point, bytesPerSecond: 1 }]);
  });

  it("takes ceilings as they stand, in place of those told before", () => {
    const live = liveRun([
      { kind: "ceilings", ceilings: discrete.ceilings },
      { kind: "ceilings", ceilings: { compute: {} } },
    ]);
    expect(live.ceilings).toEqual({ compute: {} });
  });

  it("waits until something other than a heartbeat or a warning comes", () => {
    const paused = liveRun([{ kind: "paused", because: "this tab is hidden" }]);
    expect(paused.pausedBecause).toBe("this tab is hidden");
    expect(foldEvent(paused, { kind: "heartbeat" }).pausedBecause).toBe("this tab is hidden");
    const warning = { code: "was-hidden", message: "The tab was hidden." } as const;
    expect(foldEvent(paused, { kind: "warning", warning }).pausedBecause).toBe(
      "this tab is hidden",
    );
    expect(foldEvent(paused, progress(0.1)).pausedBecause).toBeUndefined();
  });
});
