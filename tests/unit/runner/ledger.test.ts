import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../src/domain/events.ts";
import type { KernelMeasurement, Skipped, TuningRow, Warning } from "../../../src/domain/result.ts";
import type { Measured } from "../../../src/measure/measuring.ts";
import { Ledger, TimestampsBroken } from "../../../src/runner/ledger.ts";
import { kernelMeasurement, streamRead } from "../analysis/kernelMeasurement.ts";

const measured = (
  row: KernelMeasurement,
  warnings: readonly Warning[] = [],
): Measured<KernelMeasurement> => ({ status: "measured", row, warnings });

const skipped = (code: Skipped["code"]): Skipped => ({
  id: "gemm-f16",
  dataType: "f16",
  code,
  message: "for a reason",
});

const begin = (): { readonly ledger: Ledger; readonly events: RunEvent[] } => {
  const events: RunEvent[] = [];
  return { ledger: new Ledger((event) => events.push(event)), events };
};
const kindsOf = (events: readonly RunEvent[]): readonly string[] => events.map(({ kind }) => kind);

describe("a ledger", () => {
  it("is empty until something was measured, whatever was skipped", () => {
    const { ledger } = begin();
    expect(ledger.isEmpty).toBe(true);
    ledger.skip(skipped("does-not-fit"));
    ledger.warn({ code: "drift", message: "it drifts" });
    expect(ledger.isEmpty).toBe(true);
    ledger.addKernel(measured(kernelMeasurement()));
    expect(ledger.isEmpty).toBe(false);
  });

  it("tells each finding at once, with derived numbers and the ceilings as they stand", () => {
    const { ledger, events } = begin();
    ledger.addKernel(measured(streamRead()));
    expect(kindsOf(events)).toEqual(["kernel", "ceilings"]);
    expect(events[0]).toMatchObject({ row: { id: "stream-read", bytesPerSecond: 1e11 } });
    expect(events[1]).toMatchObject({ ceilings: { memory: { bytesPerSecond: 1e11 } } });
    expect(ledger.summary().kernels).toHaveLength(1);
  });

  it("keeps one search for the rows that it served, and both of two", () => {
    const { ledger } = begin();
    const tuning: TuningRow = {
      kernel: "stream-read",
      operation: "other",
      dataType: "f32",
      shape: { elements: 4 },
      candidates: [{ variant: "256x16" }],
      winner: "256x16",
      search: "finished",
      secondsSpent: 1,
      dropped: [],
    };
    const row = measured(streamRead());
    ledger.addKernel({ ...row, tuning } as typeof row);
    ledger.addKernel({ ...row, tuning } as typeof row);
    expect(ledger.summary().tuning).toEqual([tuning]);
    ledger.addKernel({ ...row, tuning: { ...tuning } } as typeof row);
    expect(ledger.summary().tuning).toEqual([tuning, tuning]);
  });

  it("keeps what was skipped, and says of a failed check that the kernel failed", () => {
    const { ledger, events } = begin();
    ledger.addKernel({ status: "skipped", skipped: skipped("does-not-fit") });
    expect(ledger.warnings).toEqual([]);
    ledger.addKernel({ status: "skipped", skipped: skipped("failed-check") });
    expect(ledger.summary().skipped).toHaveLength(2);
    expect(ledger.warnings).toMatchObject([{ code: "kernel-failed", data: { of: "gemm-f16" } }]);
    expect(kindsOf(events)).toEqual(["skipped", "skipped", "warning"]);
  });

  it("tells a warning of one thing once, and of another thing again", () => {
    const { ledger } = begin();
    const noisy = (of: string): Warning => ({ code: "noisy", message: "…", data: { of } });
    ledger.addKernel(measured(kernelMeasurement(), [noisy("a"), noisy("b"), noisy("a")]));
    ledger.warn({ code: "drift", message: "…" });
    ledger.warn({ code: "drift", message: "…" });
    expect(ledger.warnings.map(({ code, data }) => [code, data?.["of"]])).toEqual([
      ["noisy", "a"],
      ["noisy", "b"],
      ["drift", undefined],
    ]);
  });

  it("goes back to a mark, ceilings included", () => {
    const { ledger } = begin();
    ledger.addKernel(measured(streamRead()));
    ledger.addCachePoint({ workingSetBytes: 1e6, bytesPerSecond: 5e11 });
    ledger.warn({ code: "cache-share", message: "…" });
    const before = structuredClone(ledger.summary());
    const mark = ledger.mark();
    ledger.addKernel(
      measured(kernelMeasurement({ bytes: 2e9 }), [{ code: "noisy", message: "…" }]),
    );
    ledger.addCachePoint({ workingSetBytes: 4e6, bytesPerSecond: 4e11 });
    ledger.skip(skipped("failed-check"));
    expect(ledger.summary()).not.toEqual(before);
    ledger.rollBack(mark);
    expect(ledger.summary()).toEqual(before);
  });

  it("takes what is measured again after it went back", () => {
    const { ledger } = begin();
    const mark = ledger.mark();
    const noisy: Warning = { code: "noisy", message: "…", data: { of: "gemv-f16" } };
    ledger.addKernel(measured(kernelMeasurement(), [noisy]));
    ledger.rollBack(mark);
    expect(ledger.isEmpty).toBe(true);
    ledger.addKernel(measured(kernelMeasurement(), [noisy]));
    expect(ledger.summary().kernels).toHaveLength(1);
    expect(ledger.warnings).toHaveLength(1);
  });

  it("has one point of the cache curve for each size, the last one, in order", () => {
    const { ledger } = begin();
    for (const [workingSetBytes, bytesPerSecond] of [
      [4e6, 2],
      [1e6, 3],
      [4e6, 1],
    ] as const) {
      ledger.addCachePoint({ workingSetBytes, bytesPerSecond });
    }
    expect(ledger.cacheCurve).toEqual([
      { workingSetBytes: 1e6, bytesPerSecond: 3 },
      { workingSetBytes: 4e6, bytesPerSecond: 1 },
    ]);
  });

  it("throws where timestamps turned out to be broken, and keeps nothing of that", () => {
    const { ledger } = begin();
    const broken = { status: "timestamps-broken", message: "9 of 9 were zero" } as const;
    expect(() => ledger.addKernel(broken)).toThrow(TimestampsBroken);
    expect(ledger.isEmpty).toBe(true);
  });
});
